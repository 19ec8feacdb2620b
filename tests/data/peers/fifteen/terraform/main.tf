variable "chat_model" {
  default = "us.meta.llama3-3-70b-instruct-v1:0"
}

resource "aws_iam_role_policy" "invoke" {
  role = aws_iam_role.answers.id
  policy = jsonencode({
    Statement = [{
      Effect   = "Allow"
      Action   = "bedrock:InvokeModel"
      Resource = "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-1-8b-instruct-v1:0"
    }]
  })
}
