module example.com/app

require github.com/llamastack/llama-stack-client-go v0.1.0 // indirect

replace github.com/llamastack/llama-stack-client-go => ../../fork
