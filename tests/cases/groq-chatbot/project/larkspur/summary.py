from groq import AsyncGroq

from larkspur.settings import settings

client = AsyncGroq(api_key=settings.groq_api_key)


async def one_line(conversation: str) -> str:
    reply = await client.chat.completions.create(
        model=settings.summary_model,
        messages=[{"role": "user", "content": f"One line, no names:\n{conversation}"}],
        max_tokens=60,
    )
    return reply.choices[0].message.content
