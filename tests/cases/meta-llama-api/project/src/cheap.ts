import OpenAI from 'openai';

const openai = new OpenAI({
  apiKey: process.env.LLAMA_API_KEY,
  baseURL: 'https://api.llama.com/compat/v1/',
});

export async function title(conversation: string): Promise<string> {
  const reply = await openai.chat.completions.create({
    model: 'Llama-3.3-8B-Instruct',
    messages: [{ role: 'user', content: `A title of four words for: ${conversation}` }],
  });
  return reply.choices[0].message.content ?? '';
}
