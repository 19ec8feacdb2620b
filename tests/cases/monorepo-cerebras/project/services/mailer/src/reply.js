import Cerebras from '@cerebras/cerebras_cloud_sdk';

const cerebras = new Cerebras({ apiKey: process.env.CEREBRAS_API_KEY });

export async function reply(mail) {
  const answer = await cerebras.chat.completions.create({
    model: 'llama3.1-8b',
    messages: [{ role: 'user', content: `Answer kindly:\n${mail}` }],
  });
  return answer.choices[0].message.content;
}
