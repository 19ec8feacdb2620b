import { expect, test } from 'vitest';
import { ROUTE } from '../src/models.js';

test('there is always a way out', () => {
  expect(ROUTE.length).toBeGreaterThan(1);
});
