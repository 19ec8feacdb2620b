import os

from groq import Groq

client = Groq(api_key=os.environ["GROQ_API_KEY"])


def think(mail: str) -> str:
    reply = client.chat.completions.create(
        model="deepseek-r1-distill-llama-70b", messages=[{"role": "user", "content": mail}]
    )
    return reply.choices[0].message.content
