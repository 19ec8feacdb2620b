import OpenAI from 'openai';
import { ROUTE } from './models.js';

const router = new OpenAI({
  baseURL: 'https://openrouter.ai/api/v1',
  apiKey: process.env.OPENROUTER_API_KEY,
});

export async function soften(draft: string): Promise<string> {
  const reply = await router.chat.completions.create({
    model: ROUTE[0],
    // @ts-expect-error the router's own field
    models: ROUTE,
    messages: [{ role: 'user', content: `Say this politely:\n${draft}` }],
    response_format: { type: 'json_object' },
  });
  return reply.choices[0].message.content ?? '';
}
