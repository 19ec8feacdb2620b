pip install llama-recipes
