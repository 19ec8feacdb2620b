module example.com/app

require (
	github.com/llamastack/llama-stack-client-go v0.1.0
	github.com/ollama/ollama v0.3.0
)
