def ask(user):
    return "<|im_start|>user\n" + user + "<|im_end|>"
