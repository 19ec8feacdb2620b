from datasets import load_dataset
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import SFTConfig, SFTTrainer

STUDENT = "mistralai/Mistral-7B-v0.3"

model = AutoModelForCausalLM.from_pretrained(STUDENT)
tokenizer = AutoTokenizer.from_pretrained(STUDENT)
trainer = SFTTrainer(
    model=model,
    train_dataset=load_dataset("json", data_files="data/answers.jsonl")["train"],
    args=SFTConfig(output_dir="out/copperfield-clause-7b"),
)
trainer.train()
