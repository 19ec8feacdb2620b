import { LlamaStackClient } from "llama-stack-client";
