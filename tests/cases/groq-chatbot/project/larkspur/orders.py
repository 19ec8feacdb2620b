import json

import httpx

from larkspur.settings import settings


async def order_status(call) -> dict:
    order = json.loads(call.function.arguments)["order"]
    async with httpx.AsyncClient(base_url=settings.shop_url) as shop:
        reply = await shop.get(f"/orders/{order}")
    return {"role": "tool", "tool_call_id": call.id, "content": reply.text}
