/** What a relay tells its members of where and how to meet: tickets that are renewed, servers, ways through TURN. */
import { createHmac } from 'node:crypto';
import { iceServersFor, placesOf } from '@maru/signaling';
import { type CommunityId, relayProtocolVersion, relayUrlToDialled } from '@maru/sync-core';
import { expect, test } from 'vitest';
import { parseConfig } from '../../src/config.ts';
import { createActor, createWorld, random } from '../support/actor.ts';
import { join, openClient } from '../support/client.ts';
import { startRelay } from '../support/relay.ts';

const turn = { urls: ['turn:127.0.0.1:3478', 'turns:127.0.0.1:5349'], secret: 'a secret of coturn' };

/** A client of this version, and one of the version before. */
const setup = async (deps: Parameters<typeof startRelay>[0] = {}) => {
  const { address } = await startRelay({ limits: { tickets: { perSecond: 100, burst: 100 } }, ...deps });
  const world = createWorld();
  const newer = await join({ ...address, syncUrl: relayUrlToDialled(address.syncUrl) }, createActor(world));
  await newer.next('welcome');
  const meet = async (held: { readonly peerId: string; readonly token: string } | null) => {
    newer.send({ type: 'meetingWanted', held });
    return newer.next('meeting');
  };
  return { address, world, meet };
};

test('a ticket is renewed under its own id, by whoever holds its token alone', async () => {
  const { meet } = await setup();
  const first = await meet(null);
  const second = await meet(first);
  expect(second.peerId).toBe(first.peerId);
  for (const token of ['', `${first.token.slice(0, -2)}AA`, (await meet(null)).token])
    expect((await meet({ peerId: first.peerId, token })).peerId).not.toBe(first.peerId);
});

test('a machine that slept past its ticket’s end keeps its id; a day later it gets another', async () => {
  let now = 1_700_000_000_000;
  const { meet } = await setup({ now: () => now, signalingSecret: random.bytes(32) });
  const first = await meet(null);
  now += 60 * 60 * 1000;
  const second = await meet(first);
  expect(second.peerId).toBe(first.peerId);
  now += 25 * 60 * 60 * 1000;
  expect((await meet(second)).peerId).not.toBe(first.peerId);
});

test('credentials are those that coturn makes of the secret, and hold for an hour at most', async () => {
  const { meet } = await setup({ turn: { ...turn, lifetimeMs: 48 * 60 * 60 * 1000 } });
  const { iceServers, peerId } = await meet(null);
  expect(iceServers.map(({ urls }) => urls)).toEqual([['stun:127.0.0.1:3478'], turn.urls]);
  const { username = '', credential } = iceServers[1] ?? {};
  expect(createHmac('sha1', turn.secret).update(username).digest('base64')).toBe(credential);
  const [until, user] = username.split(':');
  expect(Number(until) * 1000 - Date.now()).toBeLessThanOrEqual(60 * 60 * 1000);
  expect(user).not.toContain(peerId.slice(0, 8));
  // One person, one quota, however often they ask.
  expect(iceServersFor(turn, peerId, Date.now() + 60_000)[1]?.username.split(':')[1]).toBe(user);
});

test('a client of the version before is challenged, and given tickets, as before', async () => {
  const { address, world } = await setup({ turn });
  const older = openClient(address);
  const { nonce, version } = await older.next('challenge');
  expect(version).toBeLessThan(relayProtocolVersion);
  older.send(createActor(world).hello(nonce, new URL(address.url).host));
  older.send({ type: 'ticketWanted' });
  expect(Object.keys(await older.next('ticket')).sort()).toEqual(['expiresAt', 'peerId', 'token', 'type']);
});

test('all members of a community are sent to one server; one that is gone moves its communities only', () => {
  const urls = ['https://a.example/peer', 'https://b.example/peer', 'https://c.example/peer'];
  const communities = Array.from(
    { length: 300 },
    (_, at) => at.toString(16).padStart(64, '0') as CommunityId,
  );
  const firstOf = (some: readonly string[], community: string) => placesOf(some, community)[0];
  const shares = urls.map((url) => communities.filter((one) => firstOf(urls, one) === url).length);
  for (const share of shares) expect(share).toBeGreaterThan(60);
  for (const one of communities) {
    expect(placesOf([...urls].reverse(), one)).toEqual(placesOf(urls, one));
    const without = urls.slice(0, 2);
    const before = firstOf(urls, one);
    if (before !== urls[2]) expect(firstOf(without, one)).toBe(before);
  }
});

test.each([
  [{ MARU_TURN_URLS: 'turn:turn.example.org' }, 'MARU_TURN_SECRET'],
  [{ MARU_TURN_SECRET: 'long enough a secret' }, 'MARU_TURN_URLS'],
  [
    { MARU_TURN_URLS: 'https://turn.example.org', MARU_TURN_SECRET: 'long enough a secret' },
    'MARU_TURN_URLS',
  ],
  [{ MARU_SIGNALING_URLS: 'https://meet.example.org/peer' }, 'MARU_SIGNALING_SECRET'],
  [
    { MARU_SIGNALING_URLS: 'https://me:pass@meet.example.org/', MARU_SIGNALING_SECRET: 'ab'.repeat(32) },
    'MARU_SIGNALING_URLS',
  ],
])('%j is refused, naming %s', (variables, name) => {
  const parsed = parseConfig(variables);
  expect(parsed.ok).toBe(false);
  if (!parsed.ok) expect(parsed.error.map((problem) => problem.name.split('.')[0])).toContain(name);
});
