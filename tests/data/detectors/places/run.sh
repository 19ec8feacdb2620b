#!/bin/bash
MODEL=${1:-llama3.2}
MODEL="${MODEL:-meta-llama/Llama-3.1-8B}"
ollama run llama3
curl http://localhost:11434/api/generate -d '{"model": "llama3.2", "prompt": "hi"}'
cat > cfg.yaml <<EOF2
model: llama3
EOF2
docker model run ai/llama3.2 "hi"
lms get meta-llama/llama-3.2-3b
mlx_lm.generate --model mlx-community/Llama-3.2-3B-Instruct-4bit --prompt hi
litellm --model ollama/llama2
text-generation-launcher --model-id meta-llama/Llama-2-7b-chat-hf
trtllm-build --checkpoint_dir ./ckpt \
  --output_dir ./engines/llama-3-8b --gemm_plugin float16
tune run lora_finetune_single_device --config llama3_1/8B_lora_single_device
tune download meta-llama/Meta-Llama-3-8B-Instruct --output-dir /tmp/x
llama-server -hf ggml-org/Llama-3.2-3B-Instruct-GGUF
llama-cli -m models/llama-2-7b-chat.gguf
./llama.cpp/main -m ./models/7B/ggml-model.bin --alias llama-2-7b
python convert.py --base-model llama2
for m in llama3 mistral; do ollama pull $m; done
llamafile -m Meta-Llama-3-8B-Instruct.Q4_0.gguf
hf download unsloth/Llama-3.2-1B-Instruct-GGUF
aws bedrock-runtime invoke-model --model-id meta.llama3-8b-instruct-v1:0
ramalama run llama3.2
nim run nvcr.io/nim/meta/llama-3.1-8b-instruct:latest
llm install llm-groq && llm models default groq/llama-3.1-8b-instant
llama stack build
