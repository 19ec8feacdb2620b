MAP = { llama2: "meta/llama-2-70b-chat", claude: "claude-3" }
MODELS = %w[llama3 mistral gemma]
sym = :llama2
when :llama3 then run
sh "ollama pull llama3"
prompt = <<~PROMPT
  <|begin_of_text|>hi
PROMPT
script = <<~SH
  ollama pull llama3.1
SH
