package x

import "github.com/llamastack/llama-stack-client-go/option"
