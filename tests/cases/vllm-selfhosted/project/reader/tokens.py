from transformers import AutoTokenizer

tokenizer = AutoTokenizer.from_pretrained("meta-llama/Llama-3.1-8B-Instruct")


def fits(text: str, room: int = 30_000) -> bool:
    return len(tokenizer.encode(text)) <= room
