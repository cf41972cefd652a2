/**
 * Honest and hostile clients at once, by seeds [S2, T10, T11, T12]: all converge; nobody gains what the model denies;
 * nobody honest loses what they said through somebody else's removal. `MARU_GOVERNANCE_SEEDS` runs more of them,
 * `MARU_GOVERNANCE_FROM` others: a great many are run in parts.
 */
import { env } from 'node:process';
import { beforeAll, describe, expect, it } from 'vitest';
import {
  type AuditEntry,
  authorshipOf,
  type Binding,
  type Community,
  can,
  communityDump,
  createGovernance,
  type GovernanceEnvelope,
  resolve,
} from '../../../src/governance/index.ts';
import { channelStream, type GovernanceOp, type MemberId } from '../../../src/model/index.ts';
import { createSeededRandom } from '../../../testing/seeded-random.ts';
import { type Base, createBase, type History, remembering, runClients, shuffled } from './clients.ts';
import { type Person, removeOp, testSuite } from './world.ts';

/** Of both kinds together. */
const seeds = Number(env['MARU_GOVERNANCE_SEEDS'] ?? 1_000);
const each = Math.ceil(seeds / 2);
const from = Number(env['MARU_GOVERNANCE_FROM'] ?? 0);
const steps = 24;

let base: Base;
beforeAll(async () => {
  base = createBase(remembering(await testSuite()));
});

const fails = (broken: readonly string[], seed: string, said: string | null): readonly string[] =>
  said === null ? broken : [...broken, `${seed}: ${said}`];

/** Any order, at once or piece by piece, with doubles; a client's own view; and the audit says the same. */
const checkConvergence = ({ world, envelopes, governance }: History, seed: string): string | null => {
  const expected = communityDump(governance.current());
  const random = createSeededRandom(`${seed} order`);
  if (communityDump(resolve(world.suite, world.root, shuffled(envelopes, random))) !== expected)
    return 'another order, another community';
  const other = createGovernance(world.suite, world.root);
  const order = shuffled([...envelopes, ...envelopes.slice(-3)], random);
  for (let at = 0; at < order.length; at += 6) other.add(order.slice(at, at + 6));
  if (communityDump(other.current()) !== expected) return 'piece by piece, another community';
  const refused = governance.audit({ counts: false }).map(({ op }) => op);
  const expectedRefused = governance.current().refused.map(({ op }) => op);
  return JSON.stringify(refused) === JSON.stringify(expectedRefused) ? null : 'the audit says otherwise';
};

/** What somebody without a role may do, whatever they write. */
const isHarmless = ({ by, operation: op }: AuditEntry, community: Community): boolean => {
  switch (op.type) {
    case 'memberJoined':
    case 'profileEdited':
    case 'epochOpened':
    case 'messageReported':
    case 'rulesAccepted':
    case 'deviceAdded':
      return true;
    case 'deviceRemoved': {
      const owner = community.devices.get(op.device)?.member;
      // One's own may be gone so early that it never came in.
      return owner === undefined || owner === by;
    }
    case 'inviteCreated':
      return op.roles.length === 0;
    case 'inviteEdited':
    case 'inviteRevoked':
      return community.invites.get(op.invite)?.by === by;
    case 'memberRemoved':
      return op.member === by && !op.ban;
    case 'nicknameSet':
      return op.member === by;
    default:
      return false;
  }
};

/** The same envelopes as if the hostile had written nothing that could count, in the same places of the order. */
const withoutActs = (
  { world }: History,
  envelopes: readonly GovernanceEnvelope[],
  hostile: ReadonlySet<string>,
): readonly GovernanceEnvelope[] => {
  const nothing: GovernanceOp = removeOp(world.person('nobody'), 0, { ban: false });
  const reaching = new Set([
    'memberRemoved',
    'roleWithdrawn',
    'memberTimedOut',
    'actsReverted',
    'deviceRemoved',
  ]);
  return envelopes.map((envelope) =>
    hostile.has(envelope.device) && !base.envelopes.includes(envelope)
      ? {
          ...envelope,
          content: {
            ...envelope.content,
            ops: envelope.content.ops.some(({ type }) => reaching.has(type)) ? [nothing] : [],
          },
        }
      : envelope,
  );
};

/** All that isn't about the hostile themselves. */
const beside = (community: Community, hostile: ReadonlySet<MemberId>): string => {
  const rest = <V>(map: ReadonlyMap<MemberId, V>) => new Map([...map].filter(([id]) => !hostile.has(id)));
  const { refused: _, reports: __, ...kept } = community;
  return communityDump({
    ...community,
    ...kept,
    members: rest(community.members),
    removals: rest(community.removals),
    bindings: rest(community.bindings),
    bans: rest(community.bans),
    purges: rest(community.purges),
    applicants: rest(community.applicants),
    // Leaving and taking a device away are counted, by anyone: that alone is no change.
    invites: new Map(
      [...community.invites]
        .filter(([, { by }]) => !hostile.has(by))
        .map(([id, invite]) => [id, { ...invite, removals: 0 }]),
    ),
    devices: new Map(
      [...community.devices]
        .filter(([, { member }]) => !hostile.has(member))
        .map(([id, device]) => [
          id,
          { ...device, removed: device.removed && { ...device.removed, removals: 0 } },
        ]),
    ),
    reverts: new Map(
      [...community.reverts].filter(([, { members }]) => !members.some((id) => hostile.has(id))),
    ),
    // Leaving ends a membership, and so dates epochs; anyone may open one.
    epochs: [],
    reports: new Map(),
    refused: [],
  });
};

const checkPowerless = (history: History, hostileNames: readonly ('plain' | 'other')[]): string | null => {
  const { world, envelopes, governance } = history;
  const hostile = new Set(hostileNames.map((name) => world[name].id));
  const devices = new Set<string>(
    [...hostileNames.map((name) => world[name]), ...base.phones]
      .filter(({ id }) => hostile.has(id))
      .map(({ device }) => device.device),
  );
  const community = governance.current();
  for (const entry of governance.audit({ counts: true })) {
    if (entry.by === null || !hostile.has(entry.by)) continue;
    if (!isHarmless(entry, community)) return `${entry.operation.type} of somebody without a role counts`;
  }
  const calm = resolve(world.suite, world.root, withoutActs(history, envelopes, devices));
  return beside(community, hostile) === beside(calm, hostile) ? null : 'the hostile changed something';
};

/** What their person did to another device of theirs is nothing to this one. */
const concerns = ({ effect }: Binding, { device }: Person): boolean =>
  effect.kind !== 'device-removed' || effect.device === device.device;

/** Nothing counts that a device wrote knowing that it had been removed. */
const checkRemovedDevices = ({ governance }: History): string | null => {
  for (const { device, cites, operation } of governance.audit({ counts: true }))
    if (governance.at(cites)?.devices.get(device)?.removed != null)
      return `${operation.type} of a removed device counts`;
  return null;
};

/** Whoever was never acted upon is a member still, and all that they could write by what they had seen counts. */
const checkNothingLost = ({ world, governance, messages }: History): string | null => {
  const now = governance.current();
  for (const { author, number, cites, ms } of messages) {
    if (now.removals.has(author.id) || now.purges.has(author.id)) continue;
    if (now.bindings.get(author.id)?.some((binding) => concerns(binding, author))) continue;
    if (!now.members.has(author.id)) return 'somebody whom nobody removed is no member';
    const then = governance.at(cites);
    if (then === null) return 'a state that was seen is not here';
    const place = { channel: world.channel };
    if (!can(then, author.id, 'sendMessages', place, ms)) continue;
    const { log, device } = author;
    const written = { stream: channelStream(world.channel), log, number, device: device.device, ms };
    const found = authorshipOf(now, then, written);
    if (!found.ok) return `a message is lost: ${found.error}`;
    if (!can(found.value.state, author.id, 'sendMessages', place, ms)) return 'a message may not be any more';
  }
  return null;
};

/** Whether somebody who may has put another below where they stood: then they are to be reached. */
const wasLowered = ({ governance }: History, by: MemberId, who: MemberId): boolean =>
  governance.audit({ counts: true }).some(({ by: author, operation: op }) => {
    if (author === by) return false;
    if (op.type === 'roleEdited') return op.role !== null && (op.order !== null || op.deleted === true);
    const types = ['roleRevoked', 'roleWithdrawn', 'memberRemoved', 'actsReverted'];
    return types.includes(op.type) && (!('member' in op) || op.member === who);
  });

/** What a moderator turned hostile can't reach: those as high and higher, and what they hold. */
const checkBounded = (history: History): string | null => {
  const { world, governance } = history;
  const rogue = world.mod.id;
  const above = new Set(
    wasLowered(history, rogue, world.high.id) ? [world.owner.id] : [world.owner.id, world.high.id],
  );
  for (const { operation: op } of governance.audit({ by: rogue, counts: true })) {
    if ('member' in op && op.type !== 'memberUnbanned' && op.member !== rogue && above.has(op.member)) {
      // Roles below may be given to and taken from anyone.
      if (op.type !== 'roleGranted' && op.type !== 'roleRevoked') return `${op.type} reaches those above`;
    }
    if (op.type === 'actsReverted' && op.members.some((id) => above.has(id))) return 'reverts those above';
    if (op.type === 'ownershipTransferred' || op.type === 'successionSet' || op.type === 'ownerSeen')
      return `${op.type} by who is not the owner`;
  }
  return null;
};

describe('honest and hostile clients', () => {
  it(`${each} seeds, two hostile without a role: they converge, the hostile change nothing, nothing is lost`, () => {
    let broken: readonly string[] = [];
    let refused = 0;
    let counted = 0;
    for (let seed = from; seed < from + each; seed++) {
      const name = `powerless ${seed}`;
      const history = runClients(base, name, ['plain', 'other'], steps);
      broken = fails(broken, name, checkConvergence(history, name));
      broken = fails(broken, name, checkPowerless(history, ['plain', 'other']));
      broken = fails(broken, name, checkNothingLost(history));
      broken = fails(broken, name, checkRemovedDevices(history));
      const community = history.governance.current();
      refused += community.refused.length;
      counted += history.envelopes.length - base.envelopes.length - community.refused.length;
    }
    expect(broken).toEqual([]);
    // The seeds did real work.
    expect(refused).toBeGreaterThan(each);
    expect(counted).toBeGreaterThan(each);
  }, 3_600_000);

  it(`${each} seeds, a hostile moderator among them: they converge, who stands as high is out of reach`, () => {
    let broken: readonly string[] = [];
    let reached = 0;
    for (let seed = from; seed < from + each; seed++) {
      const name = `rogue ${seed}`;
      const history = runClients(base, name, ['mod', 'plain'], steps);
      broken = fails(broken, name, checkConvergence(history, name));
      broken = fails(broken, name, checkBounded(history));
      broken = fails(broken, name, checkNothingLost(history));
      broken = fails(broken, name, checkRemovedDevices(history));
      const community = history.governance.current();
      if (community.bindings.size + community.reverts.size > 0) reached++;
    }
    expect(broken).toEqual([]);
    expect(reached).toBeGreaterThan(each / 20);
  }, 3_600_000);
});
