import { Ollama } from 'ollama';
import settings from './settings.json' with { type: 'json' };

const ollama = new Ollama({ host: 'http://127.0.0.1:11434' });

export async function note(page) {
  const reply = await ollama.chat({
    model: settings.model,
    messages: [{ role: 'user', content: `One note for the margin:\n${page}` }],
    format: 'json',
    options: { num_ctx: 8192 },
  });
  return JSON.parse(reply.message.content);
}

export async function longNote(chapter) {
  const reply = await ollama.chat({
    model: 'llama3.1:8b-instruct-q4_K_M',
    messages: [{ role: 'user', content: chapter }],
    options: { num_ctx: 8192 },
  });
  return reply.message.content;
}
