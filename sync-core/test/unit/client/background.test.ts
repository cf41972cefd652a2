import { expect, test } from 'vitest';
import { inBackground } from '../../../src/client/background.ts';
import { silentLogger } from '../../../src/ports/index.ts';

test('what background work throws is written down and ends nothing', async () => {
  const errors: string[] = [];
  const logger = { ...silentLogger, error: (message: string) => void errors.push(message) };
  const work = Promise.reject(new Error('bug: a peer found it'));
  inBackground(logger, work);
  await work.catch(() => undefined);
  expect(errors).toEqual(['work in the background failed']);
});
