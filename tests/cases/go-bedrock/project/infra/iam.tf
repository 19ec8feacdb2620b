data "aws_iam_policy_document" "digest" {
  statement {
    actions = ["bedrock:InvokeModel"]
    resources = [
      "arn:aws:bedrock:us-east-1:210987654321:inference-profile/us.meta.llama3-3-70b-instruct-v1:0",
      "arn:aws:bedrock:*::foundation-model/meta.llama3-3-70b-instruct-v1:0",
      "arn:aws:bedrock:us-east-1:210987654321:inference-profile/us.meta.llama3-1-405b-instruct-v1:0",
    ]
  }
}
