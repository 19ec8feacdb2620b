if strings.HasPrefix(model, "llama3") {}
if strings.HasPrefix(host, "llama3") {}
