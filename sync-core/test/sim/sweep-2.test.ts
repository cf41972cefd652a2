import { expect, test } from 'vitest';
import { sweep } from './sweep.ts';

test('[S1] [S2] [S3] [T11] random acts under random faults end in agreement, twice the same (seeds, part 2 of 2)', {
  timeout: 3_600_000,
}, async () => {
  expect(await sweep(1, 2)).toEqual({ failures: [], faultsThatNeverHappened: [] });
});
