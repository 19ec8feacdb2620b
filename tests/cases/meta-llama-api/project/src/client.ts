import LlamaAPIClient from 'llama-api-client';

export const llama = new LlamaAPIClient({ apiKey: process.env['LLAMA_API_KEY'] });

export async function ask(question: string): Promise<string> {
  const reply = await llama.chat.completions.create({
    model: 'Llama-4-Maverick-17B-128E-Instruct-FP8',
    messages: [{ role: 'user', content: question }],
    max_completion_tokens: 512,
  });
  const content = reply.completion_message.content;
  return typeof content === 'string' ? content : content.text;
}
