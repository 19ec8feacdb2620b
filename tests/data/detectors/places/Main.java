@Value("${spring.ai.ollama.chat.options.model:llama3}") private String model;
@Option(names = "--model", defaultValue = "llama3") String model;
@DefaultValue("llama3") String modelName
@RegisterAiService(modelName = "llama3")
