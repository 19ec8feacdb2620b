from fastapi import FastAPI
from peft import PeftModel
from transformers import AutoModelForCausalLM, AutoTokenizer

BASE = "meta-llama/Llama-3.2-1B-Instruct"

tokenizer = AutoTokenizer.from_pretrained(BASE)
model = PeftModel.from_pretrained(AutoModelForCausalLM.from_pretrained(BASE), "adapters/fennel-notes")
app = FastAPI()


@app.post("/record")
def record(note: str) -> str:
    ids = tokenizer(note, return_tensors="pt")
    return tokenizer.decode(model.generate(**ids, max_new_tokens=64)[0], skip_special_tokens=True)
