git clone https://github.com/meta-llama/llama-models
# see https://github.com/meta-llama/llama/issues/626 for additional reading
pip install git+https://github.com/facebookresearch/llama.git
