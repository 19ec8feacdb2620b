from llama_cpp import Llama

llm = Llama(model_path="models/qwen2.5-7b-instruct-q4_k_m.gguf", n_ctx=4096)


def name_a_foal() -> str:
    return llm("A name for a foal:", max_tokens=8)["choices"][0]["text"]
