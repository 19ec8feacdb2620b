"""Bare words count where their place names a model, and only there."""
from groq import Groq

MODEL = "llama-3.3-70b-versatile"
FALLBACKS = ["llama3", "mixtral", "gemma2"]
label = "llama3"


def default_model(fast):
    return "llama2" if fast else "gpt-4o"


def ask(model, question):
    if model == "llama3":
        print("falling back to llama3 for this question")
    return Groq().chat.completions.create(model=model, messages=question)


ask("llama3", "Where is the ferry?")
parser.add_argument("--model", default="llama2:13b")
client = init_chat_model(os.getenv("OLLAMA_MODEL", "llama3"))
output_dir = "out/llama-3-8b-run"
llama_bubble = "speech"
