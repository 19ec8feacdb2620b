from llama_cpp import Llama, LlamaGrammar

llm = Llama(model_path="models/qwen2.5-7b.gguf")
