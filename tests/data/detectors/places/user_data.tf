resource "aws_instance" "x" {
  user_data = <<-EOF
    #!/bin/bash
    curl -fsSL https://ollama.com/install.sh | sh
    ollama pull llama3.1:8b
  EOF
  tags = { Name = "llama-3-server" }
}
locals { models = ["llama3", "mistral"] }
