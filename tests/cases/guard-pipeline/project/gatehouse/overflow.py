"""At night the card is switched off, and a host does the work."""

import os

from openai import OpenAI

client = OpenAI(base_url="https://api.sambanova.ai/v1", api_key=os.environ["SAMBANOVA_API_KEY"])


def verdict(conversation: list[dict]) -> str:
    reply = client.chat.completions.create(model="Meta-Llama-Guard-3-8B", messages=conversation)
    return reply.choices[0].message.content
