"""The completions endpoint takes a finished prompt."""

SYSTEM = "You read shipping manifests and answer with one line per container."


def build(manifest: str) -> str:
    return (
        "<|begin_of_text|><|start_header_id|>system<|end_header_id|>\n\n"
        f"{SYSTEM}<|eot_id|><|start_header_id|>user<|end_header_id|>\n\n"
        f"{manifest}<|eot_id|><|start_header_id|>assistant<|end_header_id|>\n\n"
    )


STOP = ["<|eot_id|>"]
