import requests


def ask(question: str) -> str:
    reply = requests.post("http://localhost:8090/completion", json={"prompt": question, "n_predict": 300}, timeout=60)
    return reply.json()["content"]
