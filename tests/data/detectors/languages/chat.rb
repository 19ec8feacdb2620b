client.chat(model: 'llama3', messages: [])
Langchain::LLM::Ollama.new(url: u, default_options: { chat_model: "llama3" })
MODEL = ENV.fetch("MODEL", "llama2")
RubyLLM.chat(model: "llama-3.3-70b-versatile")
