/**
 * Clients that govern one community at the same time: honest ones, who ask `canAct` of what they have seen before
 * they write, and hostile ones, whose modified client writes anything, dated anyhow, citing whatever suits them.
 */
import { compareStrings } from '../../../src/base/index.ts';
import type { CipherSuite } from '../../../src/crypto/index.ts';
import {
  canAct,
  createGovernance,
  type Governance,
  type GovernanceEnvelope,
} from '../../../src/governance/index.ts';
import {
  type GovernanceOp,
  limits,
  type MemberId,
  type OpId,
  permissionsOf,
} from '../../../src/model/index.ts';
import type { Random } from '../../../src/ports/index.ts';
import { createSeededRandom } from '../../../testing/seeded-random.ts';
import {
  channelEditOp,
  channelSettingsOp,
  removeDeviceOp,
  revertOp,
  roleEditOp,
  ruleOp,
  settingsOp,
  undoOp,
  withdrawOp,
} from './ops.ts';
import { createSettled, type Settled } from './settled.ts';
import { type Person, removeOp, roleOp, type Sent, startMs } from './world.ts';

export const staffMay = permissionsOf(
  'viewChannel',
  'sendMessages',
  'kickMembers',
  'banMembers',
  'moderateMembers',
  'manageChannels',
  'manageRoles',
  'manageNicknames',
);

/** A message that somebody believed they could write: in their own log of the channel. */
export type Message = {
  readonly author: Person;
  readonly number: number;
  readonly cites: readonly GovernanceEnvelope['hash'][];
  readonly ms: number;
};
export type History = {
  readonly world: Settled;
  readonly envelopes: readonly GovernanceEnvelope[];
  readonly messages: readonly Message[];
  /** A client's own, grown as its envelopes came. */
  readonly governance: Governance;
};

type Names = 'owner' | 'high' | 'mod' | 'peer' | 'boss' | 'aide' | 'plain' | 'other';
const names: readonly Names[] = ['owner', 'high', 'mod', 'peer', 'boss', 'aide', 'plain', 'other'];

export const below = (random: Random, bound: number): number => {
  const [a = 0, b = 0, c = 0] = random.bytes(3);
  return (a * 65_536 + b * 256 + c) % bound;
};
const pick = <T>(random: Random, items: readonly T[]): T => {
  const item = items[below(random, items.length)];
  if (item === undefined) throw new Error('bug: nothing to pick from');
  return item;
};

/** Signatures are checked once for all seeds: the same joins come again and again. */
export const remembering = (suite: CipherSuite): CipherSuite => {
  const known = new Map<string, boolean>();
  return {
    ...suite,
    verify(signature, message, key) {
      const name = [signature, message, key].map((bytes) => Buffer.from(bytes).toString('base64')).join();
      const verdict = known.get(name) ?? suite.verify(signature, message, key);
      known.set(name, verdict);
      return verdict;
    },
  };
};

export type Base = {
  readonly world: Settled;
  readonly envelopes: readonly GovernanceEnvelope[];
  readonly rewind: () => void;
  /** Further devices of some. */
  readonly phones: readonly Person[];
  readonly people: readonly (readonly [Person, { readonly length: number; readonly head: Person['head'] }])[];
};
/** One community for all seeds; each begins where it stands. */
export const createBase = (suite: CipherSuite): Base => {
  const world = createSettled(suite, staffMay);
  const phones = names
    .filter((name) => name !== 'other')
    .map((name) => world.deviceOf(world[name], `${name} phone`));
  for (const phone of phones) world.send(phone, [world.deviceOp(phone)], world.seen());
  const people = [...names.map((name) => world[name]), world.banned, ...phones];
  return {
    world,
    phones,
    envelopes: [...world.envelopes],
    rewind: world.mark(),
    people: people.map((person) => [person, { length: person.length, head: person.head }]),
  };
};

/** `reach`: how much of the target's logs the author has seen; what an honest remover leaves. */
const randomOp = (
  random: Random,
  world: Settled,
  targets: readonly Person[],
  made: readonly OpId[],
  reach: (target: Person) => number,
  at: number,
): GovernanceOp => {
  const target = pick(random, targets);
  const role = pick(random, [world.top, world.staff, world.aideRole, world.bossRole]);
  const order = pick(random, ['b', 'd', 'm', 's', 'y']);
  const bits = pick(random, [0n, staffMay, permissionsOf('sendMessages'), permissionsOf('administrator')]);
  const id = pick(random, made);
  const cutAt = reach(target);
  const kinds: readonly (() => GovernanceOp)[] = [
    () => removeOp(target, cutAt),
    () => removeOp(target, cutAt, { ban: false }),
    () => removeDeviceOp(target, cutAt),
    () => removeDeviceOp(target, cutAt),
    () => world.deviceOp(target),
    () => ({ type: 'memberUnbanned', member: target.id }),
    () => ({ type: 'roleGranted', member: target.id, role }),
    () => ({ type: 'roleRevoked', member: target.id, role }),
    () => withdrawOp(target, role, cutAt),
    () => roleOp(order, bits),
    () => roleEditOp(role, { permissions: bits }),
    () => roleEditOp(role, { order }),
    () => roleEditOp(below(random, 2) === 0 ? null : role, { permissions: bits }),
    () => ({ type: 'nicknameSet', member: target.id, name: `n${below(random, 9)}` }),
    () => ({ type: 'profileEdited', name: `p${below(random, 9)}`, colour: 'sky' }),
    () => ({ type: 'categoryCreated', name: 'c', order }),
    () => channelEditOp(world.channel, { name: `c${below(random, 9)}` }),
    () =>
      channelSettingsOp(world.channel, {
        archived: below(random, 2) === 0,
        slowModeSeconds: below(random, 60),
      }),
    () => ({
      type: 'overwriteSet',
      place: { type: 'channel', id: world.channel },
      overwrite: {
        target: { type: 'member', id: target.id },
        allow: bits,
        deny: permissionsOf('addReactions'),
      },
    }),
    () => ({ type: 'overwritesSynced', channel: world.channel }),
    () => ({
      type: 'memberTimedOut',
      member: target.id,
      until: at + 60_000,
      reason: '',
      cuts: [{ stream: 'governance', cut: { log: target.log, length: cutAt, head: null } }],
    }),
    () => ({ type: 'timeoutLifted', member: target.id }),
    () => revertOp([target], cutAt, at - 1),
    () => undoOp(id),
    () => ({ type: 'messagesPurged', member: target.id, since: at - 1_000 }),
    () => world.inviteOp(world.invite, { roles: [role] }),
    () => ({ type: 'inviteRevoked', invite: world.invite.invite }),
    () => ({
      type: 'inviteEdited',
      invite: world.invite.invite,
      paused: below(random, 2) === 0,
      approval: null,
    }),
    () => settingsOp({ notifications: 'nothing', rules: below(random, 2) === 0 ? 'rules' : '' }),
    () => ({ type: 'pictureStored', bytes: new Uint8Array(4) }),
    () => ({ type: 'rulesAccepted', rules: id }),
    () => ({ type: 'ownershipTransferred', to: target.id }),
    () => ({ type: 'successionSet', policy: { role, votes: 1, absentDays: 7 } }),
    () => ({ type: 'successionVoted', successor: target.id }),
    () => ({ type: 'ownerSeen' }),
    () => ruleOp({ type: 'mentions', most: 3 }),
    () => ({ type: 'joinAnswered', member: target.id, request: id, approved: true, reason: '' }),
    () => ({ type: 'messageReported', sealed: new Uint8Array(4), boxes: [] }),
    () => ({ type: 'reportResolved', report: id, outcome: 'acted' }),
    () => ({ type: 'epochOpened', commitment: new Uint8Array(32), boxes: [], history: [] }),
  ];
  return pick(random, kinds)();
};

/** Never by an honest client: it would hand its community over. */
const handsOver = (op: GovernanceOp, hostile: ReadonlySet<MemberId>): boolean =>
  (op.type === 'roleGranted' && hostile.has(op.member)) ||
  op.type === 'ownershipTransferred' ||
  op.type === 'successionSet' ||
  (op.type === 'roleEdited' && op.role === null) ||
  (op.type === 'overwriteSet' &&
    op.overwrite.target.type === 'member' &&
    hostile.has(op.overwrite.target.id as MemberId));

export const runClients = (
  base: Base,
  seed: string,
  hostileNames: readonly Names[],
  steps: number,
): History => {
  const { world } = base;
  base.rewind();
  for (const [person, { length, head }] of base.people) Object.assign(person, { length, head });
  const random = createSeededRandom(seed);
  const hostile = new Set(hostileNames.map((name) => world[name].id));
  const installations = [...names.map((name) => world[name]), ...base.phones];
  const honest = installations.filter(({ id }) => !hostile.has(id));
  const hostileOnes = installations.filter(({ id }) => hostile.has(id));
  const targets = installations;
  const views = honest.map((person) => {
    const view = createGovernance(world.suite, world.root);
    view.add(base.envelopes);
    return { person, view, known: new Set(base.envelopes), written: 0 };
  });
  const sent: Sent[] = base.envelopes.map((envelope) => ({ envelope, ids: [] }));
  const made: OpId[] = [...(world.first.ids ?? [])];
  const messages: Message[] = [];
  const keep = (one: Sent): void => {
    sent.push(one);
    made.push(...one.ids);
  };

  for (let step = 0; step < steps; step++) {
    const wall = startMs + 1_000_000 + step * 1_000;
    if (below(random, 3) === 0 && hostileNames.length > 0) {
      const who = pick(random, hostileOnes);
      const at = startMs + below(random, 2_000_000) * (below(random, 4) === 0 ? 100 : 1);
      const op = randomOp(random, world, [...targets, world.banned], made, () => below(random, 8), at);
      const cites = Array.from({ length: 1 + below(random, 3) }, () => pick(random, sent));
      const { length, head } = who;
      keep(world.send(who, [op], cites, at));
      // A fork of the own log, now and then.
      if (below(random, 12) === 0) Object.assign(who, { length, head });
      continue;
    }
    const self = pick(random, views);
    const arrived = world.envelopes.filter((envelope) => !self.known.has(envelope) && below(random, 3) > 0);
    for (const envelope of arrived) self.known.add(envelope);
    self.view.add(arrived);
    const seen = self.view.current();
    // Whose own person took it away writes nothing.
    if (seen.devices.get(self.person.device.device)?.removed !== null) continue;
    const cites = self.view.cites(limits.citesPerEnvelope, self.person.device.device, null);
    messages.push({ author: self.person, number: self.written++, cites, ms: wall });
    const reach = (target: Person): number =>
      [...self.known].filter((envelope) => envelope.log === target.log).length;
    const op = randomOp(random, world, targets, made, reach, wall);
    if (handsOver(op, hostile) || !canAct(seen, self.person.id, op, wall).ok) continue;
    // Nobody honest writes behind a parent that hasn't come: their own log's end is always there.
    const parents = cites.flatMap((hash) => sent.find(({ envelope }) => envelope.hash === hash) ?? []);
    const written = world.send(self.person, [op], parents, wall);
    keep(written);
    self.known.add(written.envelope);
    self.view.add([written.envelope]);
  }
  const envelopes = [...world.envelopes];
  // One of them hears of everything in the end; the others would say the same.
  const last = pick(random, views).view;
  last.add(envelopes);
  return { world, envelopes, messages, governance: last };
};

export const shuffled = <T>(items: readonly T[], random: Random): readonly T[] =>
  items
    .map((item) => ({ item, key: Buffer.from(random.bytes(6)).toString('hex') }))
    .sort((a, b) => compareStrings(a.key, b.key))
    .map(({ item }) => item);
