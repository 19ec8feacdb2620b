variable "model_id" {
  default = "meta.llama3-8b-instruct-v1:0"
}
resource "x" "y" {
  environment = {
    HF_MODEL_ID = "meta-llama/Llama-2-7b-hf"
  }
  foundation_model = "meta.llama3-1-70b-instruct-v1:0"
  resources = ["arn:aws:bedrock:*::foundation-model/meta.llama3-3-70b-instruct-v1:0"]
  user_data = <<-EOT
    ollama pull llama3.2
  EOT
}
