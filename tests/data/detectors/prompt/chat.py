def llama2(system, user):
    return f"<s>[INST] <<SYS>>\n{system}\n<</SYS>>\n\n{user} [/INST]"


def llama3(user):
    return ("<|begin_of_text|><|start_header_id|>user<|end_header_id|>\n\n" + user + "<|eot_id|>")


def llama4(user):
    return "<|header_start|>user<|header_end|>\n\n" + user + "<|eot|>"


def close(text):
    return text + " [/INST]"


def deepseek(text):
    return text + "<|EOT|>"
