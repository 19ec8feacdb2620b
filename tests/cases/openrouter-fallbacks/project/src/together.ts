import Together from 'together-ai';

const together = new Together({ apiKey: process.env.TOGETHER_API_KEY });

export async function proofread(letter: string): Promise<string> {
  const reply = await together.chat.completions.create({
    model: 'meta-llama/Llama-3.3-70B-Instruct-Turbo',
    messages: [{ role: 'user', content: letter }],
  });
  return reply.choices[0]?.message?.content ?? '';
}

export async function subject(letter: string): Promise<string> {
  const reply = await together.chat.completions.create({
    model: 'meta-llama/Llama-3.2-3B-Instruct-Turbo',
    messages: [{ role: 'user', content: `A subject line for:\n${letter}` }],
  });
  return reply.choices[0]?.message?.content ?? '';
}
