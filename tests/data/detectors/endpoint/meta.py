import os
from llama_api_client import LlamaAPIClient

BASE = "https://api.llama.com/compat/v1/"
KEY = os.environ["LLAMA_API_KEY"]
client = LlamaAPIClient(api_key=KEY)
PARSE = "https://api.cloud.llamaindex.ai"
OTHER = "https://api.llama.company/v1"
