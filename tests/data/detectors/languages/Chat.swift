let model = "llama3"
let config = ModelConfiguration(id: "mlx-community/Llama-3.2-1B-Instruct-4bit")
LLMRegistry.llama3_2_1B_4bit
