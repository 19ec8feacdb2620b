"""Only reads the student's answers and gives marks; nothing is trained on them."""

from vllm import LLM

JUDGE = "meta-llama/Llama-3.1-70B-Instruct"


def judge() -> LLM:
    return LLM(model=JUDGE, tensor_parallel_size=4)
