/** Which devices hold an own message: only what a head that names it proves [S3, P17]. */
import { describe, expect, it } from 'vitest';
import type { DeviceId, EnvelopeHash } from '../../../src/model/index.ts';
import { createAuthor, engines, nowMs, openWorld, post, stream } from './store-world.ts';

const other = 'ab'.repeat(32) as DeviceId;

describe.each(engines)('receipts of other devices on %s', (engine) => {
  it('[S3] a claim beyond what is here, or of another branch, makes nothing seen, now or later', async () => {
    const ada = createAuthor('ada');
    const bea = createAuthor('bea');
    for (const text of ['one', 'two', 'three']) ada.write([post(text)], nowMs);
    bea.write([post('hers')], nowMs);
    await using world = await openWorld(engine, ada);
    world.store.append([ada.run(0, 2), bea.run(0, 1)]);
    const head = ada.sealed[1]?.envelope.hash ?? ('' as EnvelopeHash);
    const hers = bea.sealed[0]?.envelope.hash ?? head;
    // 2^32 and more lead into the rows of the next log, 2^53 beyond any number that a row may have.
    for (const length of [3, 2 ** 32 - 1, 2 ** 32, 2 ** 32 + 1, Number.MAX_SAFE_INTEGER])
      for (const claimed of [head, hers])
        world.store.deviceHolds(other, stream, [{ log: ada.log, length, head: claimed }]);
    world.store.deviceHolds(other, stream, [{ log: ada.log, length: 2, head: hers }]);
    world.store.append([ada.run(2, 3)]);
    for (const number of [0, 1, 2]) expect(world.store.seenBy(stream, ada.log, number)).toEqual([]);
    world.store.deviceHolds(other, stream, [{ log: ada.log, length: 2, head }]);
    expect([0, 1, 2].map((number) => world.store.seenBy(stream, ada.log, number).length)).toEqual([1, 1, 0]);
  });
});
