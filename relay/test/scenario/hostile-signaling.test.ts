/**
 * A signaling server that lies about who is at the other end of a direct link. Here it is the test that
 * carries the frames between real clients, so every lie can be told: swapped ids, a spoofed source, frames
 * of another time, noise. Nobody counts as linked who did not prove to be the device that was announced [T15].
 */
import { type Client, type CommunityId, decodePeerMessage, type OpenCommunity } from '@maru/sync-core';
import { expect, onTestFinished, test } from 'vitest';
import { random } from '../support/actor.ts';
import { createWorld, openCommunity, until, value } from './world.ts';

type Person = { readonly client: Client; readonly community: OpenCommunity; readonly peerId: string };
type Wire = { readonly toDialler: string; readonly toDialled: string };

const peerIdOf = (client: Client, id: CommunityId): string | null =>
  openCommunity(client, id).direct.address()?.peerId ?? null;

/** Three members who each know the others' ids at the signaling server. */
const setup = async () => {
  const world = await createWorld();
  onTestFinished(() => world.close());
  const alice = await world.person('alice');
  const { community, channel } = value(await alice.createCommunity('Book club'));
  const { link } = value(
    await openCommunity(alice, community).commands.createInvite({ maxAgeMs: null, maxUses: null }),
  );
  const clients = [alice];
  for (const name of ['bob', 'carol']) {
    const client = await world.person(name);
    value(await client.joinCommunity(link));
    await until(
      `${name} is in`,
      () => openCommunity(client, community).queries.membership().kind === 'member',
    );
    clients.push(client);
  }
  await until('all have ids', () => clients.every((client) => peerIdOf(client, community) !== null));
  const people = clients
    .map((client): Person => {
      const peerId = peerIdOf(client, community);
      if (peerId === null) throw new Error('unreachable');
      return { client, community: openCommunity(client, community), peerId };
    })
    .sort((a, b) => (a.peerId < b.peerId ? -1 : 1));
  const [first, second, third] = people;
  if (!first || !second || !third) throw new Error('unreachable');
  await until('all are members to all', () =>
    people.every(({ community: open }) => open.queries.members().members.length === 3),
  );
  await until('all know the addresses of all', () =>
    people.every(({ community: open }) => open.room.peers().length === 2),
  );
  return { world, community, channel, first, second, third };
};

let links = 0;
/**
 * Carries frames of one link between two people, each told whatever id the server likes. `brazen`: the
 * dialler is in league with the server and never gives up, so that only the dialled can.
 */
const connect = (
  dialler: Person,
  dialled: Person,
  told: { readonly dialler: string; readonly dialled: string },
  brazen = false,
) => {
  const wire: Wire = { toDialler: `link-${++links}`, toDialled: `link-${++links}` };
  const seen: Uint8Array[] = [];
  const ends: (() => void)[] = [];
  const closed = new Set<string>();
  const refusals: string[] = [];
  const refusalIn = (frame: Uint8Array): string | null => {
    const message = decodePeerMessage(frame);
    return message.ok && message.value.type === 'refused' ? message.value.reason : null;
  };
  const carry = (from: Person, link: string, to: Person, other: string): void => {
    const never = brazen && from === dialler;
    ends.push(
      from.client.listen('directSend', ({ link: on, frame }) => {
        const refusal = on === link ? refusalIn(frame) : null;
        if (on !== link || (never && refusal)) return;
        if (refusal) refusals.push(refusal);
        seen.push(frame);
        queueMicrotask(() => to.community.direct.received(other, frame));
      }),
      from.client.listen('directClose', ({ link: on }) => {
        if (on !== link || never) return;
        closed.add(link);
        queueMicrotask(() => to.community.direct.closed(other));
      }),
    );
  };
  carry(dialler, wire.toDialler, dialled, wire.toDialled);
  carry(dialled, wire.toDialled, dialler, wire.toDialler);
  dialled.community.direct.opened(wire.toDialled, false, told.dialler);
  dialler.community.direct.opened(wire.toDialler, true, told.dialled);
  onTestFinished(() => {
    for (const end of ends) end();
  });
  return { wire, seen, refusals, isClosed: () => closed.size > 0 };
};

const linked = ({ community }: Person): number => community.queries.connection().directPeers;

test('an honest server: both are linked, and sync without the relay', async () => {
  const { world, channel, first, second } = await setup();
  connect(first, second, { dialler: first.peerId, dialled: second.peerId });
  await until('both are linked', () => linked(first) === 1 && linked(second) === 1);
  await world.stopRelay();
  value(await first.community.commands.post({ channel, thread: null }, 'no relay', null));
  await until('it arrives', () =>
    second.community.queries
      .page({ channel, thread: null }, { kind: 'newest' }, 10)
      .messages.some(({ text }) => text === 'no relay'),
  );
});

test('[T15] swapped ids: whoever is not the device that was dialled is not linked', async () => {
  const { first, second, third } = await setup();
  const { refusals, isClosed } = connect(first, third, { dialler: first.peerId, dialled: second.peerId });
  await until('the link is given up', isClosed);
  expect(new Set(refusals)).toEqual(new Set(['proof']));
  expect([linked(first), linked(second), linked(third)]).toEqual([0, 0, 0]);
});

test('[T15] a spoofed source: a member who calls under another’s id is hung up on', async () => {
  const { first, second, third } = await setup();
  const { refusals, isClosed } = connect(
    first,
    third,
    { dialler: second.peerId, dialled: third.peerId },
    true,
  );
  await until('the link is given up', isClosed);
  expect(new Set(refusals)).toEqual(new Set(['proof']));
  expect([linked(first), linked(second), linked(third)]).toEqual([0, 0, 0]);
});

test('[T15] an id that nobody announced, frames of another link, and noise link nobody; sync goes on', async () => {
  const { channel, first, second } = await setup();
  const unknown = connect(first, second, { dialler: 'f'.repeat(32), dialled: 'e'.repeat(32) });
  await until('it is closed', unknown.isClosed);

  const honest = connect(first, second, { dialler: first.peerId, dialled: second.peerId });
  await until('both are linked', () => linked(first) === 1 && linked(second) === 1);
  const recorded = [...honest.seen];
  first.community.direct.closed(honest.wire.toDialler);
  second.community.direct.closed(honest.wire.toDialled);
  await until('both hung up', () => linked(first) === 0 && linked(second) === 0);

  const frames = [
    recorded,
    [new Uint8Array(0)],
    [random.bytes(300)],
    recorded.map((frame) => frame.slice(0, -1)),
    recorded.map((frame) => frame.map((byte, at) => (at === 40 ? byte ^ 1 : byte))),
  ];
  for (const [at, attempt] of frames.entries()) {
    const link = `hostile-${at}`;
    let over = false;
    const end = second.client.listen('directClose', (event) => {
      over ||= event.link === link;
    });
    second.community.direct.opened(link, false, first.peerId);
    for (const frame of attempt) second.community.direct.received(link, frame);
    await until(`attempt ${at} is hung up on`, () => over);
    end();
    expect(linked(second)).toBe(0);
  }
  value(await first.community.commands.post({ channel, thread: null }, 'still here', null));
  await until('the relay still carries', () =>
    second.community.queries
      .page({ channel, thread: null }, { kind: 'newest' }, 10)
      .messages.some(({ text }) => text === 'still here'),
  );
});
