import boto3

MODEL_ID = "us.meta.llama3-2-90b-instruct-v1:0"
bedrock = boto3.client("bedrock-runtime", region_name="us-east-1")


def describe(photo: bytes) -> str:
    reply = bedrock.converse(
        modelId=MODEL_ID,
        messages=[
            {
                "role": "user",
                "content": [
                    {"text": "List every dent with its size in centimetres."},
                    {"image": {"format": "jpeg", "source": {"bytes": photo}}},
                ],
            }
        ],
        inferenceConfig={"maxTokens": 1024, "temperature": 0},
    )
    return reply["output"]["message"]["content"][0]["text"]
