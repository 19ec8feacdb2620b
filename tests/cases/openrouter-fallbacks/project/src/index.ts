import { soften } from './openrouter.js';
import { proofread, subject } from './together.js';

export async function letter(draft: string) {
  const text = await proofread(await soften(draft));
  return { subject: await subject(text), text };
}
