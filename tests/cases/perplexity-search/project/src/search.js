import OpenAI from 'openai';

const perplexity = new OpenAI({ apiKey: process.env.PERPLEXITY_API_KEY, baseURL: 'https://api.perplexity.ai' });

export async function openToday(hut) {
  const reply = await perplexity.chat.completions.create({
    model: 'llama-3.1-sonar-large-128k-online',
    messages: [{ role: 'user', content: `Is the hut ${hut} open today? Name the page.` }],
  });
  return { text: reply.choices[0].message.content, pages: reply.citations };
}
