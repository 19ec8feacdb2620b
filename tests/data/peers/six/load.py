from sentence_transformers import SentenceTransformer
from transformers import AutoModelForCausalLM, pipeline

chat = AutoModelForCausalLM.from_pretrained("meta-llama/Meta-Llama-3-8B-Instruct")
older = AutoModelForCausalLM.from_pretrained("lmsys/vicuna-7b-v1.5")
tuned = pipeline("text-generation", model="NousResearch/Hermes-3-Llama-3.1-8B")

tiny = AutoModelForCausalLM.from_pretrained("TinyLlama/TinyLlama-1.1B-Chat-v1.0")
scratch = AutoModelForCausalLM.from_pretrained("openlm-research/open_llama_7b_v2")
search = SentenceTransformer("llamaindex/vdr-2b-multi-v1")

SERVER = "llama-server"
EXTRA = "llama-index-embeddings-huggingface"
MASCOT = "A llama named Dolly"
HOST = "https://api.llama.fi/protocols"
