/** Lengths of time in words. */
import { expect, test } from 'vitest';
import { durationWords } from '../../../renderer/text/duration.ts';

test('at most two units, rounded up, nothing that is none', () => {
  expect(durationWords('en', 0)).toBe('0 seconds');
  expect(durationWords('en', 4_100)).toBe('5 seconds');
  expect(durationWords('en', 60_000)).toBe('1 minute');
  expect(durationWords('en', 95_000)).toBe('1 minute 35 seconds');
  expect(durationWords('en', 3_600_000 + 1)).toBe('1 hour');
  expect(durationWords('en', 28 * 86_400_000)).toBe('28 days');
  expect(durationWords('ko', 6 * 3_600_000)).toBe('6시간');
});
