$model = "llama3"
ollama pull llama3.2
