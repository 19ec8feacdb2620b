"""The night shift's script, written against Meta's own service."""

import os

from llama_api_client import LlamaAPIClient

BASE_URL = "https://api.llama.com/compat/v1/"


def ask_at_night(question: str) -> str:
    client = LlamaAPIClient(api_key=os.environ["LLAMA_API_KEY"], base_url=BASE_URL)
    reply = client.chat.completions.create(
        model="Llama-4-Maverick-17B-128E-Instruct-FP8",
        messages=[{"role": "user", "content": question}],
    )
    return reply.completion_message.content.text
