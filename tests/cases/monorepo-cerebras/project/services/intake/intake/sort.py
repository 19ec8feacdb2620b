import os

from cerebras.cloud.sdk import Cerebras

client = Cerebras(api_key=os.environ["CEREBRAS_API_KEY"])


def queue(mail: str) -> str:
    reply = client.chat.completions.create(
        model="llama3.1-8b", messages=[{"role": "user", "content": f"refund, seat or other?\n{mail}"}]
    )
    return reply.choices[0].message.content.strip()
