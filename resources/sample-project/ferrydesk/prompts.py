"""Prompts for the servers that take plain text."""


def llama3_prompt(system: str, question: str) -> str:
    return (
        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n"
        + system
        + "<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n"
        + question
        + "<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
    )


def llama2_prompt(system: str, question: str) -> str:
    return f"<s>[INST] <<SYS>>\n{system}\n<</SYS>>\n\n{question} [/INST]"


def mistral_prompt(question: str) -> str:
    """For mistral-7b-instruct, which the harbour office still runs."""
    return f"<s>[INST] {question} [/INST]"
