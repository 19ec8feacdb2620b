params.model = "models/llama-2-7b.Q4_K_M.gguf";
const char * model = "llama-3.2-1b.gguf";
    printf("usage: %s -m models/llama-7b/ggml-model.bin\n", argv[0]);
llama_context * ctx = llama_init_from_model(model, params);
