import os

import openai
from google.auth import default
from google.auth.transport.requests import Request

credentials, project = default(scopes=["https://www.googleapis.com/auth/cloud-platform"])
credentials.refresh(Request())
region = os.environ.get("REGION", "us-central1")
client = openai.OpenAI(
    base_url=f"https://{region}-aiplatform.googleapis.com/v1/projects/{project}/locations/{region}/endpoints/openapi",
    api_key=credentials.token,
)


def translate(text: str) -> str:
    reply = client.chat.completions.create(
        model="meta/llama-3.3-70b-instruct-maas",
        messages=[{"role": "user", "content": f"In German:\n{text}"}],
        max_tokens=6000,
    )
    return reply.choices[0].message.content
