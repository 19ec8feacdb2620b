/// Loads Llama-3.2-1B-Instruct by default.
pub const DEFAULT: &str = "llama-3.2-1b-instruct";
let quote = '"'; let model = "llama3";
