/**
 * The resolved governance beside the stored envelopes it follows from. Kept in memory and advanced
 * inside the transaction that stores an envelope; `reload` reads it again when that rolled back.
 */

import type { CipherSuite, Envelope } from '../../crypto/index.ts';
import type {
  Binding,
  Community,
  CommunityRoot,
  GovernanceEnvelope,
  Overturned,
} from '../../governance/index.ts';
import {
  createGovernance,
  type Governance,
  isPresent,
  lengthUnder,
  overturnedBetween,
} from '../../governance/index.ts';
import {
  type DeviceId,
  type EnvelopeContent,
  type EnvelopeHash,
  type LogId,
  type MemberId,
  type Stream,
  streamToKey,
} from '../../model/index.ts';

/** What was overturned at once, with the envelopes that did it. */
export type OverturnedBy = {
  readonly acts: readonly Overturned[];
  readonly came: readonly GovernanceEnvelope[];
};

export type GovernanceState = {
  current(): Community;
  at(cites: readonly EnvelopeHash[]): Community | null;
  /** The community as of a moment. */
  asOf: Governance['asOf'];
  cites: Governance['cites'];
  /** Takes in envelopes that were just stored. True when something that counts changed. */
  absorb(envelopes: readonly GovernanceEnvelope[]): boolean;
  /** Starts over from what is stored: at a start, and when a commit was rolled back. */
  reload(envelopes: readonly GovernanceEnvelope[]): void;
  /** As `reload`, when stored envelopes came or went; what is decided otherwise now counts as overturned. */
  reopen(envelopes: readonly GovernanceEnvelope[]): void;
  /** What was overturned since this was asked last, and what had come with it. */
  takeOverturned(): readonly OverturnedBy[];
  trail: Governance['trail'];
  audit: Governance['audit'];
  envelope: Governance['envelope'];
  /** Grows with every change; caches compare it. */
  revision(): number;
  memberOf(device: DeviceId): MemberId | null;
  /** Whose device this is now: nobody's where it was taken away, or its person went. */
  presentMember(device: DeviceId): MemberId | null;
};

export const toGovernanceEnvelope = (
  envelope: Envelope,
  device: DeviceId,
  content: EnvelopeContent,
): GovernanceEnvelope => ({
  hash: envelope.hash,
  log: envelope.header.log,
  device,
  number: envelope.header.number,
  previous: envelope.header.previous,
  cites: envelope.header.cites,
  content,
});

/** Where what a device wrote may be judged otherwise: beyond a place of each log, and from a moment on. */
export type Reach = {
  readonly device: DeviceId;
  readonly from: (stream: Stream, log: LogId) => number;
  readonly sinceMs: number;
};

/** What one state holds of a member and the other doesn't. */
const differing = <V>(
  before: ReadonlyMap<MemberId, readonly V[]>,
  after: ReadonlyMap<MemberId, readonly V[]>,
): ReadonlyMap<MemberId, readonly V[]> => {
  const found = new Map<MemberId, readonly V[]>();
  if (before === after) return found;
  for (const member of new Set([...before.keys(), ...after.keys()])) {
    const was = before.get(member) ?? [];
    const is = after.get(member) ?? [];
    if (was === is) continue;
    const only = [...was.filter((one) => !is.includes(one)), ...is.filter((one) => !was.includes(one))];
    if (only.length > 0) found.set(member, only);
  }
  return found;
};

type Cut = Pick<Binding, 'cuts'>;

/** Cuts that came, went or were undone, by whom they bind. */
const changedCuts = (before: Community, after: Community): ReadonlyMap<MemberId, readonly Cut[]> => {
  const cuts = new Map<MemberId, readonly Cut[]>(differing(before.removals, after.removals));
  const note = (member: MemberId, more: readonly Cut[]): void => {
    cuts.set(member, [...(cuts.get(member) ?? []), ...more]);
  };
  for (const [member, bindings] of differing(before.bindings, after.bindings)) note(member, bindings);
  for (const [op, { members, undone }] of before.reverts === after.reverts ? [] : after.reverts)
    if (before.reverts.get(op)?.undone !== undone)
      for (const member of members)
        note(member, after.bindings.get(member)?.filter((binding) => binding.op === op) ?? []);
  return cuts;
};

const beyond =
  (cuts: readonly Cut[]): Reach['from'] =>
  (stream, log) =>
    Math.min(...cuts.map((cut) => lengthUnder(cut, streamToKey(stream), log)));
const all = { from: () => 0, sinceMs: 0 } as const;

/**
 * What may be judged otherwise in `after` than in `before`: beyond the cuts of members cut or uncut, since the
 * moment of a purge, and all of devices whose coming in counts in one of the two states alone.
 */
export const changedReaches = (before: Community, after: Community): readonly Reach[] => {
  const cuts = changedCuts(before, after);
  const purges = differing(before.purges, after.purges);
  const reaches: Reach[] = [];
  for (const { id, member } of after.devices.values()) {
    const cut = cuts.get(member);
    if (cut) reaches.push({ device: id, from: beyond(cut), sinceMs: 0 });
    const purged = purges.get(member);
    if (purged)
      reaches.push({ device: id, from: all.from, sinceMs: Math.min(...purged.map(({ since }) => since)) });
  }
  if (before.devices === after.devices) return reaches;
  for (const id of before.devices.keys()) if (!after.devices.has(id)) reaches.push({ device: id, ...all });
  for (const id of after.devices.keys()) if (!before.devices.has(id)) reaches.push({ device: id, ...all });
  return reaches;
};

export const createGovernanceState = (suite: CipherSuite, root: CommunityRoot): GovernanceState => {
  let governance: Governance = createGovernance(suite, root);
  let revision = 0;
  let overturned: OverturnedBy[] = [];
  const startOver = (envelopes: readonly GovernanceEnvelope[]): void => {
    governance = createGovernance(suite, root);
    governance.add(envelopes);
    revision++;
  };
  return {
    current: () => governance.current(),
    at: (cites) => governance.at(cites),
    asOf: (ms) => governance.asOf(ms),
    cites: (limit, device, invite) => governance.cites(limit, device, invite),
    absorb(envelopes) {
      if (envelopes.length === 0) return false;
      const { changed, overturned: acts } = governance.add(envelopes);
      if (changed) revision++;
      if (acts.length > 0) overturned.push({ acts, came: envelopes });
      return changed;
    },
    reload(envelopes) {
      startOver(envelopes);
      overturned = [];
    },
    reopen(envelopes) {
      const before = governance;
      startOver(envelopes);
      const acts = overturnedBetween(
        before.current().refused,
        governance.current().refused,
        (hash) => before.envelope(hash) !== null,
      ).filter(({ envelope }) => governance.envelope(envelope) !== null);
      const came = envelopes.filter(({ hash }) => before.envelope(hash) === null);
      if (acts.length > 0) overturned.push({ acts, came });
    },
    takeOverturned() {
      const taken = overturned;
      overturned = [];
      return taken;
    },
    trail: () => governance.trail(),
    audit: (filter) => governance.audit(filter),
    envelope: (hash) => governance.envelope(hash),
    revision: () => revision,
    memberOf: (device) => governance.current().devices.get(device)?.member ?? null,
    presentMember(id) {
      const community = governance.current();
      const device = community.devices.get(id);
      return device !== undefined && isPresent(community, device) ? device.member : null;
    },
  };
};
