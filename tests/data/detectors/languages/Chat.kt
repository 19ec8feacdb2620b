val llm = OllamaModel("llama3")
const val DEFAULT_MODEL = "llama3.2"
simpleOllamaExecutor().execute(prompt, OllamaModels.Meta.LLAMA_3_2)
