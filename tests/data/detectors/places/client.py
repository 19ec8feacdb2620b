class Client:
    def create(self, *, model: str, guard: str = None):
        """Create a chat completion.

        Args:
          model: ID of the model to use, for example "llama3".
          guard: Defaults to "Llama-Guard".
          judge: Defaults to meta-llama/Llama-3.1-8B-Instruct.

        >>> client.create(model="llama3")
        Llamas are nice. Uses the llama backend.
        """

    def other(self):
        r"""Raw text with llama2 in it."""
        theme = "llama3"
        return {"model": "gpt-4o", "name": "llama3"}
MODELS = [{"name": "llama3", "model": "llama3"}, {"name": "gpt"}]
PAIR = {"name": "MODEL", "value": "llama3"}
chat_format: str = Field(default="llama-2", description="Chat format to use.")
chat_handler = get_chat_completion_handler("llama-2")
@register_chat_format("llama-2")
def format_llama2(): pass
@register_chat_format("llama-3")
def format_llama3(): pass
p.add_argument("--chat_format", default="llama-2")
settings = ModelSettings(model="models/x.gguf", chat_format="llama-2")
