from llama_cpp import Llama

llm = Llama(model_path="models/Meta-Llama-3-8B-Instruct.Q4_K_M.gguf", n_ctx=8192, chat_format="llama-3")


def steps(shoe: str) -> str:
    reply = llm.create_chat_completion(messages=[{"role": "user", "content": f"How is {shoe} resoled?"}])
    return reply["choices"][0]["message"]["content"]
