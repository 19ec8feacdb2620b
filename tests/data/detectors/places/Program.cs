var model = "llama3.2";
builder.AddOllamaChatCompletion("llama3", new Uri("http://localhost:11434"));
var ollama = builder.AddOllama("ollama").AddModel("llama3.1");
IChatClient client = new OllamaChatClient(new Uri("http://localhost:11434/"), modelId: "llama3.1");
public string Model { get; set; } = "llama3";
string path = @"C:\models\llama-2-7b-chat.Q4_K_M.gguf";
