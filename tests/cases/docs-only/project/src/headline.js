import { Mistral } from '@mistralai/mistralai';

const mistral = new Mistral({ apiKey: process.env.MISTRAL_API_KEY });

export async function headlines(article) {
  const reply = await mistral.chat.complete({
    model: 'open-mistral-nemo',
    messages: [{ role: 'user', content: `Five headlines for:\n${article}` }],
  });
  return reply.choices[0].message.content.split('\n');
}
