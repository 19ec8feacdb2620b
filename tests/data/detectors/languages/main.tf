resource "aws_bedrockagent_agent" "a" {
  foundation_model = "meta.llama3-1-70b-instruct-v1:0"
}
variable "model" {
  default = "llama3"
}
model_id = "arn:aws:bedrock:us-east-1::foundation-model/meta.llama3-8b-instruct-v1:0"
