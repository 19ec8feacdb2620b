from vllm import LLM, SamplingParams

guard = LLM(model="meta-llama/Llama-Guard-3-8B", max_model_len=8192)
CATEGORIES = {"S1": "violence", "S9": "weapons", "S11": "self-harm"}


def verdict(conversation: str) -> str:
    text = guard.generate([conversation], SamplingParams(max_tokens=20))[0].outputs[0].text
    first, _, codes = text.strip().partition("\n")
    return "safe" if first == "safe" else ", ".join(CATEGORIES.get(code, code) for code in codes.split(","))
