from fastapi import FastAPI
from fastapi.responses import StreamingResponse

from larkspur.chat import answer

app = FastAPI()


@app.post("/chat")
async def chat(history: list[dict]) -> StreamingResponse:
    return StreamingResponse(answer(history), media_type="text/plain")
