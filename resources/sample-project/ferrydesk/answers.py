"""Asks the hosted models."""

import json

import boto3
from groq import Groq

from ferrydesk.settings import Settings

SETTINGS = Settings()
TIMETABLE_TOOL = {
    "type": "function",
    "function": {
        "name": "departures",
        "description": "Departures from one pier on one day",
        "parameters": {"type": "object", "properties": {"pier": {"type": "string"}}},
    },
}


def answer(question: str, passages: list[str]) -> str:
    """The answer to one question, with the timetable at hand."""
    reply = Groq().chat.completions.create(
        model=SETTINGS.main_model,
        messages=[
            {"role": "system", "content": "\n".join(passages)},
            {"role": "user", "content": question},
        ],
        tools=[TIMETABLE_TOOL],
        max_tokens=SETTINGS.max_tokens,
    )
    return reply.choices[0].message.content


def summarise_archive(letters: str) -> str:
    """A summary of old complaints, made overnight on Bedrock."""
    body = {"prompt": letters, "max_gen_len": 512, "temperature": 0.2}
    reply = boto3.client("bedrock-runtime").invoke_model(
        modelId="us.meta.llama3-3-70b-instruct-v1:0", body=json.dumps(body)
    )
    return json.loads(reply["body"].read())["generation"]
