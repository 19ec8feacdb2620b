import llama_recipes
from llama_models import x
