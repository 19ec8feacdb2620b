helm install x ./chart --set model.name=llama3 --set image.tag=v1
helm upgrade y --set-string modelId=meta-llama/Llama-3.1-8B-Instruct
kubectl set env deploy/api MODEL=llama3.2
docker run -e MODEL=llama3 -p 1:1 img
docker run --gpus all vllm/vllm-openai --model meta-llama/Llama-2-7b-hf
docker exec ollama ollama pull llama3.1
export OLLAMA_MODEL=llama3 && npm start
LLM=llama3 python app.py
python -m llama_cpp.server --model models/llama-2-7b.gguf --chat_format llama-2
python train.py model=llama3_8b data=x
accelerate launch train.py --model_name_or_path meta-llama/Llama-2-7b-hf
torchrun --nproc_per_node 1 example.py --ckpt_dir llama-2-7b/ --tokenizer_path tokenizer.model
llamafactory-cli train --model_name_or_path meta-llama/Meta-Llama-3-8B --template llama3
git clone https://huggingface.co/meta-llama/Llama-2-7b-hf
wget -O m.gguf https://huggingface.co/x/Llama-3-8B-GGUF/resolve/main/llama-3-8b.Q4.gguf
git clone https://github.com/ggerganov/llama.cpp
sky launch --env MODEL=meta-llama/Llama-3.1-8B
python convert_hf_to_gguf.py models/Llama-2-7b-hf --outtype f16
ct2-transformers-converter --model meta-llama/Llama-2-7b-chat-hf --output_dir x
optimum-cli export onnx -m meta-llama/Llama-3.2-1B out/
lm_eval --model hf --model_args pretrained=meta-llama/Llama-2-7b-hf,dtype=float16
