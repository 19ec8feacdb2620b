const MODEL: &str = "llama3.2:latest";
#[arg(long, default_value = "meta-llama/Llama-2-7b-hf")]
#[clap(long, default_value = "llama2")] model: String,
let client = ollama::Client::default().agent("llama3.1").build();
let repo = api.model("TheBloke/Llama-2-7B-Chat-GGUF".to_string());
let m = env::var("MODEL").unwrap_or_else(|_| "llama3".to_string());
use candle_transformers::models::llama::{Config, Llama};
    Which::V3Instruct => ("QuantFactory/Meta-Llama-3-8B-Instruct-GGUF", "Meta-Llama-3-8B-Instruct.Q4_K_S.gguf"),
