import os

BASE = "https://api.llama-api.com"
KEY = os.environ["LLAMA_API_KEY"]
PRICES = "https://coins.llama.fi/prices"
