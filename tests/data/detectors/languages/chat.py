chain = ChatOllama(model="llama3") | StrOutputParser()
Settings.llm = Ollama("llama3", request_timeout=60)
dspy.LM("ollama_chat/llama3")
litellm.completion("groq/llama3-8b-8192", messages)
litellm.completion(model="bedrock/meta.llama3-70b-instruct-v1:0")
agent = Agent("groq:llama-3.3-70b-versatile")
client.chat.completions.create(model="accounts/fireworks/models/llama-v3p3-70b-instruct")
pipe = pipeline("text-generation", "meta-llama/Llama-3.2-1B")
pipe = pipeline("text-generation", model="meta-llama/Llama-3.2-1B")
subprocess.run(["ollama", "pull", "llama3"])
os.system("ollama run llama3")
model_name, _ = "llama3", 1
DEFAULTS = {"ollama": "llama3", "openai": "gpt-4o"}
parser.add_argument("-m", "--model", default="llama3", choices=["llama3", "mistral"])
llm = LLM("meta-llama/Meta-Llama-3-8B")
guard = "meta-llama/LlamaGuard-7b"
pg = "meta-llama/Prompt-Guard-86M"
assert "llama3" in models
MODEL_TO_CONTEXT = {"llama3": 8192, "gpt-4": 128000}
def f(model: str = "llama3"): ...
name: Literal["llama3", "gpt-4o"] = "llama3"
model: Optional[str] = Field(default="llama3", description="x")
st.selectbox("Model", ["llama3", "mistral"])
if llama_version == "Llama-2": pass
found = "llama-3" in model_path.lower()
rows = [{"name": "llama-3.1-8b", "title": "Llama3.1-8b"}, {"run_name": "llama-3.1-8b-test"}]
greeting = "llama3"
