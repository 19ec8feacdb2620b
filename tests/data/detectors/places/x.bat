set MODEL=llama3
ollama run llama3
