@Value("${spring.ai.ollama.chat.options.model:llama3}")
private String model;
ChatLanguageModel m = OllamaChatModel.builder().baseUrl(u).modelName("llama2").build();
var options = OllamaOptions.builder().withModel("llama3.2").build();
String MODEL_NAME = "llama3";
.modelId("meta.llama3-70b-instruct-v1:0")
if (name.equals("llama3")) {}
