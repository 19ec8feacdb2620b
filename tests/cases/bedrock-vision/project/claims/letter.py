import json

import boto3

bedrock = boto3.client("bedrock-runtime", region_name="us-east-1")


def draft(estimate: str) -> str:
    body = {"prompt": f"Write the customer a short letter about: {estimate}", "max_gen_len": 512, "temperature": 0.2}
    reply = bedrock.invoke_model(modelId="meta.llama3-2-11b-instruct-v1:0", body=json.dumps(body))
    return json.loads(reply["body"].read())["generation"]
