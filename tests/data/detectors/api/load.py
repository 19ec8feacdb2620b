from transformers import LlamaForCausalLM, LlamaTokenizer
from transformers.models.llama.modeling_llama import LlamaAttention
from torchtune.models.llama3 import lora_llama3_8b
from llama import Llama
import torch

model = LlamaForCausalLM.from_pretrained("mistralai/Mistral-7B-v0.1")
generator = Llama.build(ckpt_dir="weights")
layer = LlamaDecoderLayer
builder = lora_llama3_8b(attn=["q"])
plan = LlamaConfig()
