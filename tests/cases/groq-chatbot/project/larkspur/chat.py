from collections.abc import AsyncIterator

from groq import AsyncGroq

from larkspur.orders import order_status
from larkspur.settings import settings

client = AsyncGroq(api_key=settings.groq_api_key)

TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "order_status",
            "description": "Where a customer's parcel is",
            "parameters": {"type": "object", "properties": {"order": {"type": "string"}}, "required": ["order"]},
        },
    }
]


async def answer(history: list[dict]) -> AsyncIterator[str]:
    first = await client.chat.completions.create(
        model=settings.chat_model, messages=history, tools=TOOLS, tool_choice="auto", max_tokens=700
    )
    message = first.choices[0].message
    if message.tool_calls:
        history = history + [message.model_dump(), await order_status(message.tool_calls[0])]
    stream = await client.chat.completions.create(
        model=settings.chat_model, messages=history, stream=True, max_tokens=700
    )
    async for part in stream:
        yield part.choices[0].delta.content or ""
