/** Who looks at which page: one page a device, until they leave or fall silent. */
import { expect, it } from 'vitest';
import { createLookers } from '../../../src/client/community/room/lookers.ts';
import {
  documentStream,
  documentToKey,
  isChannelId,
  isDeviceId,
  isMemberId,
  limits,
} from '../../../src/model/index.ts';

const made = <T extends string>(guard: (value: unknown) => value is T, text: string): T => {
  if (!guard(text)) throw new Error('bug: not an id');
  return text;
};
const pond = documentStream('board', made(isChannelId, 'a'.repeat(32)));
const hill = documentStream('board', made(isChannelId, 'b'.repeat(32)));
const phone = made(isDeviceId, '1'.repeat(64));
const laptop = made(isDeviceId, '2'.repeat(64));
const hana = made(isMemberId, '3'.repeat(64));

it('a member with two devices is one looker, elsewhere once they go elsewhere, and gone once silent', () => {
  let now = 1_000;
  let due: { at: number; run: () => void } | null = null;
  const told: string[] = [];
  const clock = {
    now: () => now,
    schedule: (afterMs: number, run: () => void) => {
      due = { at: now + afterMs, run };
      return () => {
        due = null;
      };
    },
  };
  const pass = (ms: number) => {
    now += ms;
    const next = due;
    if (next && next.at <= now) next.run();
  };
  const lookers = createLookers(clock, (document) => void told.push(documentToKey(document)));
  expect(lookers.heard(phone, { document: pond, member: hana }, true)).toBe(true);
  expect(lookers.heard(phone, { document: pond, member: hana }, true)).toBe(false);
  lookers.heard(laptop, { document: pond, member: hana }, true);
  expect(lookers.now(pond)).toEqual([hana]);
  lookers.heard(phone, { document: hill, member: hana }, true);
  lookers.heard(laptop, { document: hill, member: hana }, false);
  expect(lookers.now(pond)).toEqual([hana]);
  lookers.heard(laptop, { document: pond, member: hana }, false);
  expect(lookers.now(pond)).toEqual([]);
  expect(lookers.now(hill)).toEqual([hana]);
  told.length = 0;
  pass(2 * limits.presenceMs + 1);
  expect(lookers.now(hill)).toEqual([]);
  expect(told).toEqual([documentToKey(hill)]);
  lookers.stop();
});
