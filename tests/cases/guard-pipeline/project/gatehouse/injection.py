from transformers import pipeline

check = pipeline("text-classification", model="meta-llama/Llama-Prompt-Guard-2-86M")
THRESHOLD = 0.83


def hostile(text: str) -> bool:
    found = check(text)[0]
    return found["label"] == "LABEL_1" and found["score"] > THRESHOLD
