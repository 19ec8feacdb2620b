from mlflow.deployments import get_deploy_client

client = get_deploy_client("databricks")


def review(ticket: str) -> str:
    reply = client.predict(
        endpoint="databricks-meta-llama-3-1-405b-instruct",
        inputs={"messages": [{"role": "user", "content": ticket}], "max_tokens": 200},
    )
    return reply["choices"][0]["message"]["content"]
