module github.com/llamastack/llama-stack-client-go
