"""Answers without a network, on the purser's laptop."""

import ollama
from llama_cpp import Llama

# The runtime is llama.cpp; these weights are Alibaba's.
SEARCH_HELPER = Llama(model_path="models/qwen2.5-3b-instruct-q4_k_m.gguf", n_ctx=4096)


def ask_on_board(question: str) -> str:
    reply = ollama.chat(
        model="llama3.2:3b",
        messages=[{"role": "user", "content": question}],
        options={"num_ctx": 8192},
    )
    return reply["message"]["content"]
