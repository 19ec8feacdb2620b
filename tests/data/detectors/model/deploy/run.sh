ollama run llama2
vllm serve meta-llama/Llama-3.1-8B-Instruct \
  --served-model-name llama3
cd llama2-webui
curl localhost -d '{"model": "llama3", "prompt": "hello"}'
python train_llama3.py --output_dir out/llama3-8b
