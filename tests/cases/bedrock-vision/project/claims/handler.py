from claims.letter import draft
from claims.photo import describe


def lambda_handler(event, context):
    return {"letter": draft(describe(event["photo"]))}
