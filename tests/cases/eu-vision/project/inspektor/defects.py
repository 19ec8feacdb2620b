from PIL import Image

from inspektor.model import look

QUESTION = "List every crack, rust stain and missing bolt."


def defects(path: str) -> list[str]:
    return [line.strip("- ") for line in look(Image.open(path), QUESTION).splitlines() if line.startswith("-")]
