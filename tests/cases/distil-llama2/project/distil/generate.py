import json

from vllm import LLM, SamplingParams

TEACHER = "meta-llama/Llama-2-70b-chat-hf"


def main() -> None:
    teacher = LLM(model=TEACHER, tensor_parallel_size=4, max_model_len=4096)
    clauses = [json.loads(line)["clause"] for line in open("data/clauses.jsonl")]
    answers = teacher.generate(clauses, SamplingParams(temperature=0.2, max_tokens=512))
    with open("data/answers.jsonl", "w") as out:
        for clause, answer in zip(clauses, answers):
            out.write(json.dumps({"prompt": clause, "completion": answer.outputs[0].text}) + "\n")


if __name__ == "__main__":
    main()
