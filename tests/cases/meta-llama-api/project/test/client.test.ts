import { expect, test } from 'vitest';
import { llama } from '../src/client.js';

test('the client talks to the Llama API', () => {
  expect(llama.baseURL).toContain('api.llama.com');
});
