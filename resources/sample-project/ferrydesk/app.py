"""The web service."""

from fastapi import FastAPI

from ferrydesk.answers import answer
from ferrydesk.search import passages

app = FastAPI(title="Ferry Desk")


@app.post("/questions")
def ask(question: str) -> dict[str, str]:
    return {"answer": answer(question, passages(question))}
