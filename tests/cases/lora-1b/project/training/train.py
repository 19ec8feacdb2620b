import yaml
from datasets import load_dataset
from peft import LoraConfig
from transformers import AutoModelForCausalLM, AutoTokenizer
from trl import SFTConfig, SFTTrainer

settings = yaml.safe_load(open("training/settings.yaml"))
tokenizer = AutoTokenizer.from_pretrained(settings["base"])
model = AutoModelForCausalLM.from_pretrained(settings["base"])
lora = LoraConfig(r=16, lora_alpha=32, target_modules=["q_proj", "v_proj"], task_type="CAUSAL_LM")

trainer = SFTTrainer(
    model=model,
    train_dataset=load_dataset("json", data_files="data/records.jsonl")["train"],
    peft_config=lora,
    args=SFTConfig(output_dir="adapters/fennel-notes", num_train_epochs=settings["epochs"]),
)
trainer.train()
trainer.push_to_hub("fennel-ecology/notes-1b-lora")
