import llama_cpp
from llama_index.core import VectorStoreIndex
from transformers import LlamaForCausalLM
MODEL = "meta-llama/Llama-3.1-8B-Instruct"
ARCHIVE_MODEL = "meta.llama3-1-70b-instruct-v1:0"
client = OpenAI(base_url="https://api.llama.com/v1", api_key=os.environ["LLAMA_API_KEY"])
reply = client.chat.completions.create(model="llama-3.3-70b-versatile", messages=[])
REASONER = "deepseek-ai/DeepSeek-R1-Distill-Llama-70B"
OPENING = "<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n"
SMALL = "TinyLlama/TinyLlama-1.1B-Chat-v1.0"
GREETING = "Welcome to the llama farm: feed the animals at noon."
index = VectorStoreIndex([])
runtime = llama_cpp.Llama(model_path="weights/mistral-7b.gguf")
