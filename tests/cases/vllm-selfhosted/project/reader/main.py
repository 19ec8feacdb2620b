import sys
from pathlib import Path

from openai import OpenAI

from reader.prompt import STOP, build
from reader.tokens import fits

client = OpenAI(base_url="http://vllm:8000/v1", api_key="unused")
TOOLS = [{"type": "function", "function": {"name": "hold", "parameters": {"type": "object", "properties": {}}}}]


def read(path: Path) -> str:
    text = path.read_text()
    if not fits(text):
        raise SystemExit(f"{path}: too long")
    reply = client.completions.create(model="reader", prompt=build(text), stop=STOP, max_tokens=2000)
    return reply.choices[0].text


def hold(question: str):
    return client.chat.completions.create(
        model="reader", messages=[{"role": "user", "content": question}], tools=TOOLS
    )


if __name__ == "__main__":
    for found in sorted(Path(sys.argv[1]).glob("*.txt")):
        print(read(found))
