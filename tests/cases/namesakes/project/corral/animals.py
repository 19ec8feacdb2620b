from dataclasses import dataclass


@dataclass
class Llama:
    name: str
    shorn: bool = False


HERD = [Llama("Pilar"), Llama("Tomás", shorn=True)]
