model_id, model_version = "meta-textgeneration-llama-3-8b-instruct", "2.*"
model = JumpStartModel(model_id="meta-textgeneration-llama-2-7b-f")
hub = {'HF_MODEL_ID': 'meta-llama/Llama-2-7b-chat-hf', 'SM_NUM_GPUS': '1'}
body = bedrock.invoke_model(modelId="meta.llama3-70b-instruct-v1:0", body=b)
lm = dspy.LM("ollama_chat/llama3.2:1b")
llm = HuggingFaceEndpoint(repo_id="meta-llama/Meta-Llama-3-8B-Instruct")
agent = Agent("groq:llama-3.3-70b-versatile")
client = instructor.from_provider("ollama/llama3.2")
tok = AutoTokenizer.from_pretrained("NousResearch/Llama-2-7b-hf", use_fast=True)
MODEL_NAMES: Final[tuple[str, ...]] = ("llama2", "vicuna", "mistral")
CONFIG = {"llm": {"provider": "ollama", "config": {"model": "llama3"}}}
@click.option("--model", default="llama3.2", show_default=True)
model: Annotated[str, typer.Option(help="Model")] = "llama3"
class Model(str, Enum):
    LLAMA3 = "llama3"
    GPT = "gpt-4"
PRICES = {"llama-3-70b": 0.9, "gpt-4": 30}
match model:
    case "llama3" | "llama3.1":
        pass
parser.add_argument("model", nargs="?", default="llama3")
MODEL_MAP["llama-2-13b"] = Spec()
env.setdefault("LLM_MODEL", "llama3")
st.selectbox("Model", ["llama3", "gemma2", "phi3"])
gr.Dropdown(choices=["llama3.2", "mistral"], label="Model")
