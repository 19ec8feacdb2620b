"""Prompts for Mistral 7B."""


def ask(user):
    return f"<s>[INST] {user} [/INST]"
