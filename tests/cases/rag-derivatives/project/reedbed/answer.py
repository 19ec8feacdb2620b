from vllm import LLM, SamplingParams

writer = LLM(model="NousResearch/Hermes-3-Llama-3.1-8B", max_model_len=16384)


def answer(question: str, passages: list[str]) -> str:
    prompt = "\n\n".join([*passages, question])
    return writer.generate([prompt], SamplingParams(max_tokens=600))[0].outputs[0].text
