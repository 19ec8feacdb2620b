var client = new OllamaApiClient(new Uri("http://localhost:11434"), "llama3");
builder.AddOllamaChatCompletion(modelId: "llama3", endpoint: uri);
IChatClient c = new OllamaChatClient(uri, modelId: "llama3.1");
kernel.AddAzureAIInferenceChatCompletion("Meta-Llama-3.1-8B-Instruct", key);
