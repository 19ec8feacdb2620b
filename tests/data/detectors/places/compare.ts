if (model.startsWith("llama-3")) {}
if (modelId.includes("llama3")) return;
if (theme.includes("llama3")) return;
