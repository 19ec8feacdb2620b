import OpenAI from "openai";

const together = new OpenAI({
  apiKey: process.env.TOGETHER_API_KEY,
  baseURL: "https://api.together.xyz/v1",
});

export const MODELS = [
  { id: "meta-llama/Llama-3.3-70B-Instruct-Turbo", label: "Llama 3.3 70B" },
  { id: "deepseek-ai/DeepSeek-R1-Distill-Llama-70B", label: "slow and thorough" },
  { id: "Qwen/Qwen2.5-72B-Instruct-Turbo", label: "Qwen 2.5 72B" },
];

// llamaBubble is the speech bubble of our mascot.
export const llamaBubble = "bubble bubble--left";

export async function ask(question: string): Promise<string> {
  const reply = await together.chat.completions.create({
    model: MODELS[0].id,
    messages: [{ role: "user", content: question }],
    stream: false,
  });
  return reply.choices[0].message.content ?? "";
}
