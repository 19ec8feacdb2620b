import Client from "llama-stack-client";
const { Ollama } = require("ollama");
const text = "llama-stack-client";
