from transformers import AutoModelForCausalLM, AutoTokenizer

NAME = "lmsys/vicuna-13b-v1.3"
tokenizer = AutoTokenizer.from_pretrained(NAME)
model = AutoModelForCausalLM.from_pretrained(NAME)


def rewrite(question: str) -> str:
    ids = tokenizer(f"USER: Put this as a search query: {question} ASSISTANT:", return_tensors="pt")
    return tokenizer.decode(model.generate(**ids, max_new_tokens=40)[0], skip_special_tokens=True)
