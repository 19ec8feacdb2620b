import llama_index.core
from llama_parse import LlamaParse
TINY = "TinyLlama/TinyLlama-1.1B-Chat-v1.0"
OPEN = "openlm-research/open_llama_7b_v2"
HERMES = "teknium/OpenHermes-2.5-Mistral-7B"
QWEN = "deepseek-ai/DeepSeek-R1-Distill-Qwen-7B"
TOOL = "hiyouga/LLaMA-Factory"
COINS = "DefiLlama"
model = AutoModelForCausalLM.from_pretrained(QWEN)
DATA = load_dataset("tatsu-lab/alpaca")
SERVER = "llama-server"
