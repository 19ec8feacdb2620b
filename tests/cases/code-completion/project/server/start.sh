#!/bin/sh
exec vllm serve codellama/CodeLlama-13b-hf --max-model-len 16384 --port 8000
