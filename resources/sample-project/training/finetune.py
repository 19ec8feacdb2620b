"""Trains the adapter that knows the names of our piers."""

from peft import LoraConfig, get_peft_model
from transformers import AutoTokenizer, LlamaForCausalLM

BASE = "meta-llama/Llama-3.1-8B-Instruct"
TEACHER = "NousResearch/Hermes-3-Llama-3.1-8B"
# Not made from Llama weights, kept for comparison.
SMALL = "TinyLlama/TinyLlama-1.1B-Chat-v1.0"
OLD = "openlm-research/open_llama_3b_v2"


def train() -> None:
    model = LlamaForCausalLM.from_pretrained(BASE)
    tokenizer = AutoTokenizer.from_pretrained(BASE)
    adapter = get_peft_model(model, LoraConfig(r=16, target_modules=["q_proj", "v_proj"]))
    adapter.save_pretrained("training/adapter")
    tokenizer.save_pretrained("training/adapter")
