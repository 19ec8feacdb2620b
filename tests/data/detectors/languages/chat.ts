const { text } = await generateText({ model: groq("llama-3.3-70b-versatile"), prompt });
const m = ollama("llama3");
const r = await openai.chat.completions.create({ model: `llama3`, messages });
export type ModelName = "llama3" | "gpt-4o" | "mistral";
const models: Record<string, string> = { "llama3": "Llama 3", "gpt-4": "GPT-4" };
switch (model) { case "llama3": break; }
const DEFAULT = process.env.OLLAMA_MODEL || "llama3";
z.enum(["llama3", "gemma2", "qwen2"]);
await env.AI.run("@cf/meta/llama-3-8b-instruct", {});
<option value="llama3">Llama 3</option>
const modelId = 'us.meta.llama4-scout-17b-instruct-v1:0';
fetch("https://api-inference.huggingface.co/models/meta-llama/Llama-2-7b-chat-hf");
