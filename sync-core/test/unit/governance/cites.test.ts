/** What a writer cites where there are more heads than an envelope holds: never less than what made them a member [T10]. */
import { beforeAll, expect, test } from 'vitest';
import type { CipherSuite } from '../../../src/crypto/index.ts';
import { authorshipOf, createGovernance } from '../../../src/governance/index.ts';
import { channelStream, limits } from '../../../src/model/index.ts';
import { createWorld, testSuite } from './world.ts';

let suite: CipherSuite;
beforeAll(async () => {
  suite = await testSuite();
});

/** Forty people followed one link at the same time, none knowing of the others. */
const herd = () => {
  const world = createWorld(suite);
  const people = Array.from({ length: 40 }, (_, index) => world.person(`person ${index}`));
  for (const person of people) world.send(person, [world.joinOp(person)], [world.invited]);
  const governance = createGovernance(suite, world.root);
  governance.add(world.envelopes);
  expect(governance.heads()).toHaveLength(40);
  return { world, people, governance };
};

test('[T10] everyone of a herd that joined at once is a member by what they cite', () => {
  const { world, people, governance } = herd();
  for (const { id, log, device } of people) {
    const cites = governance.cites(limits.citesPerEnvelope, device.device, null);
    expect(cites.length).toBeLessThanOrEqual(limits.citesPerEnvelope);
    const then = governance.at(cites);
    if (then === null) throw new Error('cites what is not here');
    const written = { stream: channelStream(world.channel), log, number: 0, device: device.device, ms: 0 };
    expect(authorshipOf(governance.current(), then, written)).toMatchObject({
      ok: true,
      value: { author: id },
    });
  }
});

test('[T10] who joins by an invite that few have seen cites it', () => {
  const { world, people, governance } = herd();
  const [inviter] = people;
  if (!inviter) throw new Error('nobody');
  const keys = world.newInvite('late');
  world.send(inviter, [world.inviteOp(keys)], []);
  const rest = Array.from({ length: 40 }, (_, index) => world.person(`later ${index}`));
  for (const person of rest) world.send(person, [world.joinOp(person)], [world.invited]);
  governance.add(world.envelopes);
  const guest = world.person('guest');
  const cites = governance.cites(limits.citesPerEnvelope, guest.device.device, keys.invite);
  expect(governance.at(cites)?.invites.has(keys.invite)).toBe(true);
});

test('few heads are cited all', () => {
  const world = createWorld(suite);
  const governance = createGovernance(suite, world.root);
  governance.add(world.envelopes);
  expect(governance.cites(limits.citesPerEnvelope, world.founder.device.device, null)).toEqual(
    governance.heads(),
  );
});
