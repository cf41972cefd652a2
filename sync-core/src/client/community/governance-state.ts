/**
 * The resolved governance beside the stored envelopes it follows from. Kept in memory and advanced
 * inside the transaction that stores an envelope; `reload` reads it again when that rolled back.
 */

import type { CipherSuite, Envelope } from '../../crypto/index.ts';
import type { Community, CommunityRoot, GovernanceEnvelope, Overturned } from '../../governance/index.ts';
import { createGovernance, type Governance, overturnedBetween } from '../../governance/index.ts';
import type { DeviceId, EnvelopeContent, EnvelopeHash, MemberId } from '../../model/index.ts';

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

const noteChanged = <V>(
  changed: Set<MemberId>,
  before: ReadonlyMap<MemberId, V>,
  after: ReadonlyMap<MemberId, V>,
): void => {
  if (before === after) return;
  for (const member of new Set([...before.keys(), ...after.keys()]))
    if (before.get(member) !== after.get(member)) changed.add(member);
};

/**
 * Devices whose every word may be judged otherwise: of members cut or uncut, and those whose coming in counts
 * in one of the two states alone.
 */
export const devicesWithChangedCuts = (before: Community, after: Community): ReadonlySet<DeviceId> => {
  const changed = new Set<MemberId>();
  noteChanged(changed, before.removals, after.removals);
  noteChanged(changed, before.bindings, after.bindings);
  noteChanged(changed, before.purges, after.purges);
  if (before.reverts !== after.reverts)
    for (const [op, { members, undone }] of after.reverts)
      if (before.reverts.get(op)?.undone !== undone) for (const member of members) changed.add(member);
  const devices = new Set<DeviceId>();
  for (const device of after.devices.values()) if (changed.has(device.member)) devices.add(device.id);
  if (before.devices === after.devices) return devices;
  for (const id of before.devices.keys()) if (!after.devices.has(id)) devices.add(id);
  for (const id of after.devices.keys()) if (!before.devices.has(id)) devices.add(id);
  return devices;
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
  };
};
