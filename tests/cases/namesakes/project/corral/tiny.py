from transformers import AutoModelForCausalLM

signs = AutoModelForCausalLM.from_pretrained("TinyLlama/TinyLlama-1.1B-Chat-v1.0")
stories = AutoModelForCausalLM.from_pretrained("openlm-research/open_llama_3b")
