/** Dry runs, views as a role, slow mode and automatic rules: pure questions to a community [T12]. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CipherSuite } from '../../../src/crypto/index.ts';
import {
  channelsOfRoles,
  dryRun,
  hostsIn,
  permissionsAt,
  permissionsOfRoles,
  readableFrom,
  resolve,
  rulesMet,
  slowModeWaitMs,
} from '../../../src/governance/index.ts';
import { type OperationOf, permissionsOf, permissionsToNames } from '../../../src/model/index.ts';
import { channelSettingsOp, roleEditOp, ruleOp } from './ops.ts';
import { createSettled, type Settled } from './settled.ts';
import { testSuite } from './world.ts';

let suite: CipherSuite;
beforeAll(async () => {
  suite = await testSuite();
});
const now = 1_700_001_000_000;
const settled = () =>
  createSettled(suite, permissionsOf('viewChannel', 'manageRoles', 'sendMessages', 'manageMessages'));
const state = (world: Settled) => resolve(suite, world.root, world.envelopes);

describe('a dry run', () => {
  it('says who gains and loses what, and is what happens then', () => {
    const world = settled();
    const before = state(world);
    const op: OperationOf<'overwriteSet'> = {
      type: 'overwriteSet',
      place: { type: 'channel', id: world.channel },
      overwrite: {
        target: { type: 'role', id: world.aideRole },
        allow: permissionsOf('manageMessages'),
        deny: permissionsOf('sendMessages'),
      },
    };
    const run = dryRun(before, world.mod.id, [op], now);
    expect(run).toEqual({
      refusal: null,
      effects: [
        {
          member: world.aide.id,
          place: { channel: world.channel },
          gained: ['manageMessages'],
          // Implied: without sending there is no attaching.
          lost: ['sendMessages', 'embedLinks', 'attachFiles'],
        },
      ],
    });
    world.send(world.mod, [op], world.seen(), now);
    const after = state(world);
    for (const member of before.members.keys()) {
      const [was, is] = [before, after].map((community) =>
        permissionsAt(community, member, { channel: world.channel }, now),
      );
      const effect = run.effects.find((found) => found.member === member);
      expect(permissionsToNames((is ?? 0n) & ~(was ?? 0n))).toEqual(effect?.gained ?? []);
      expect(permissionsToNames((was ?? 0n) & ~(is ?? 0n))).toEqual(effect?.lost ?? []);
    }
  });
  it('says why it would not count, and then of no effect', () => {
    const world = settled();
    const { refusal, effects } = dryRun(
      state(world),
      world.mod.id,
      [roleEditOp(world.top, { permissions: 0n })],
      now,
    );
    expect(refusal?.reason).toBe('rank');
    expect(effects).toEqual([]);
  });
  it('reaches everyone in the community and in every channel', () => {
    const world = settled();
    const before = state(world);
    const { effects } = dryRun(before, world.owner.id, [roleEditOp(null, { permissions: 0n })], now);
    const concerned = new Set(effects.map(({ member }) => member));
    expect(concerned.has(world.plain.id)).toBe(true);
    expect(concerned.has(world.boss.id)).toBe(false);
    expect(concerned.has(world.owner.id)).toBe(false);
    expect(effects.filter(({ member }) => member === world.plain.id).map(({ place }) => place)).toEqual([
      null,
      { channel: world.channel },
    ]);
  });
});

it('view as role: what somebody with just these would hold and see', () => {
  const world = settled();
  const hidden = roleEditOp(null, { permissions: 0n });
  world.send(world.owner, [hidden], world.seen(), now);
  const community = state(world);
  expect(channelsOfRoles(community, new Set())).toEqual([]);
  expect(channelsOfRoles(community, new Set([world.aideRole]))).toEqual([world.channel]);
  expect(permissionsOfRoles(community, new Set([world.aideRole]), { channel: world.channel })).toBe(
    permissionsAt(community, world.aide.id, { channel: world.channel }),
  );
});

it('slow mode and history are answered for each member', () => {
  const world = settled();
  const settings = channelSettingsOp(world.channel, {
    slowModeSeconds: 10,
    history: { type: 'sinceJoining' },
  });
  world.send(world.owner, [settings], world.seen(), now);
  const community = state(world);
  const wait = (who: Settled['plain'], last: number | null) =>
    slowModeWaitMs(community, who.id, world.channel, last, now + 3_000);
  expect([wait(world.plain, now), wait(world.plain, null), wait(world.mod, now)]).toEqual([7_000, 0, 0]);
  expect(readableFrom(community, world.plain.id, world.channel)).toBe(
    community.members.get(world.plain.id)?.joinedAt,
  );
  expect(readableFrom(community, world.banned.id, world.channel)).toBe(Number.POSITIVE_INFINITY);
});

describe('automatic rules [T10]', () => {
  const met = (
    trigger: OperationOf<'autoRuleSet'>['trigger'],
    message: {
      readonly text?: string;
      readonly mentions?: OperationOf<'posted'>['mentions'];
      readonly earlierMs?: readonly number[];
      readonly ms?: number;
    },
    change: (world: Settled) => Parameters<typeof ruleOp>[1] = () => ({}),
    who: 'plain' | 'aide' | 'mod' | 'owner' = 'plain',
  ): boolean => {
    const world = settled();
    world.send(world.owner, [ruleOp(trigger, change(world))], world.seen(), now);
    const { id } = world[who];
    const asked = {
      author: id,
      channel: world.channel,
      ms: now,
      text: '',
      mentions: [],
      earlierMs: [],
      ...message,
    };
    return rulesMet(state(world), asked).length > 0;
  };
  const words = (...list: readonly string[]) => ({ type: 'words', words: list }) as const;

  it.each([
    ['a word', ['spam'], 'this is SPAM!', true],
    ['not within another', ['ham'], 'a shame', false],
    ['within another where a star says so', ['ham*'], 'hamlet', true],
    ['before another where a star says so', ['*ham'], 'gotham', true],
    ['anywhere between stars', ['*ham*'], 'shame', true],
    ['a Korean word with its particle by a star', ['욕설*'], '그 욕설은 안 돼', true],
    ['a Korean word as it stands', ['욕설'], '욕설 금지', true],
    ['not a Korean word within another', ['욕설'], '욕설은', false],
    ['full width is no way around', ['spam'], 'ｓｐａｍ', true],
    ['several words', ['bad day'], 'what a bad day.', true],
    ['a lone star is no word', ['*'], 'anything', false],
  ])('words: %s', (_, list, text, expected) => expect(met(words(...list), { text })).toBe(expected));

  it.each([
    ['none', [], 'see https://a.example', true],
    ['none', [], 'see nothing', false],
    ['only', ['a.example'], 'https://a.example/x', false],
    ['only', ['a.example'], 'https://sub.A.example/x', false],
    ['only', ['a.example'], 'https://nota.example', true],
    ['only', ['a.example'], 'https://a.example@evil.example', true],
    ['except', ['b.example'], 'https://b.example', true],
    ['except', ['b.example'], 'https://c.example', false],
    ['except', ['b.example'], 'https://b.example./x', true],
    ['except', ['B.example.'], 'https://a.b.example', true],
  ] as const)('links: %s of %j, %s', (policy, hosts, text, expected) =>
    expect(met({ type: 'links', policy, hosts }, { text })).toBe(expected),
  );

  it('hosts of a text are found in lower case', () =>
    expect(hostsIn('HTTP://A.example:80/x and https://b.example?c')).toEqual(['a.example', 'b.example']));

  it('mentions are counted once each', () => {
    const world = settled();
    const one = { type: 'member', id: world.aide.id } as const;
    const trigger = { type: 'mentions', most: 1 } as const;
    expect(met(trigger, { mentions: [one, one] })).toBe(false);
    expect(met(trigger, { mentions: [one, { type: 'everyone' }] })).toBe(true);
  });
  it('a flood is so many in so many seconds, this one not counted', () => {
    const trigger = { type: 'flood', messages: 2, seconds: 10 } as const;
    expect(met(trigger, { earlierMs: [now - 1, now - 9_999] })).toBe(true);
    expect(met(trigger, { earlierMs: [now - 1, now - 10_000] })).toBe(false);
  });
  it('new members are held back for a while', () => {
    const trigger = { type: 'newMembers', seconds: 60, forbid: ['links'] } as const;
    const joined = 1_700_000_000_000;
    expect(met(trigger, { ms: joined + 30_000, text: 'https://a.example' })).toBe(true);
    expect(met(trigger, { ms: joined + 30_000, text: 'hello' })).toBe(false);
    expect(met(trigger, { ms: joined + 120_000, text: 'https://a.example' })).toBe(false);
  });
  it('pass by whom they exempt, whoever manages messages, and rest while off', () => {
    const text = 'spam';
    expect(met(words('spam'), { text }, (world) => ({ exemptRoles: [world.aideRole] }), 'aide')).toBe(false);
    expect(met(words('spam'), { text }, (world) => ({ exemptRoles: [world.aideRole] }), 'plain')).toBe(true);
    expect(met(words('spam'), { text }, (world) => ({ exemptChannels: [world.channel] }))).toBe(false);
    expect(met(words('spam'), { text }, () => ({ enabled: false }))).toBe(false);
    expect(met(words('spam'), { text }, () => ({}), 'mod')).toBe(false);
    expect(met(words('spam'), { text }, () => ({}), 'owner')).toBe(false);
  });
});
