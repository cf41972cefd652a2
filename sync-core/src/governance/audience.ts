/**
 * Whose key a stream is sealed with [T13]: the whole community's, or that of the few who may see a channel.
 *
 * An epoch can be written with as long as nobody outside of its audience is known to read it. What is
 * known is what governance holds: boxes, boxes added later, and earlier keys sealed under later ones. A key
 * is handed on outside of governance only to people whom governance already names as its readers
 * (`mayAsk`), so that this stays true. Everything here is a pure function of the community.
 */
import { bytesToHex } from '../base/index.ts';
import {
  type ChannelId,
  type DeviceId,
  type EpochId,
  hasPermission,
  type InviteId,
  type MemberId,
  type Stream,
} from '../model/index.ts';
import { can, overwritesAt } from './access.ts';
import type { Community, Device, Epoch, Member } from './types.ts';

/** Those who may see this channel; null for everyone in the community. */
export type Audience = ChannelId | null;

/** What is worked out once for each state of a community. */
const perCommunity = <T extends object>(work: (community: Community) => T): ((community: Community) => T) => {
  const known = new WeakMap<Community, T>();
  return (community) => {
    const before = known.get(community);
    if (before !== undefined) return before;
    const value = work(community);
    known.set(community, value);
    return value;
  };
};

const isPresent = (community: Community, device: Pick<Device, 'member' | 'membership'>): boolean =>
  community.members.get(device.member)?.membership === device.membership;

/**
 * Whether a channel has keys of its own: when its permissions can hide it from a member, whether or not
 * there is such a member now, so that nobody's coming or going makes it public.
 */
export const isPrivate = (community: Community, channel: ChannelId): boolean => {
  const level = overwritesAt(community, { channel });
  if (level === null) return false;
  if (!hasPermission(community.everyone, 'viewChannel')) return true;
  return [...level.overwrites.values()].some(({ deny }) => hasPermission(deny, 'viewChannel'));
};

/** Whose key what is written in this stream is sealed with. */
export const audienceOf = (community: Community, stream: Stream): Audience =>
  stream.kind === 'channel' && isPrivate(community, stream.channel) ? stream.channel : null;

const isIn = (community: Community, audience: Audience, member: MemberId): boolean =>
  audience === null
    ? community.members.has(member)
    : can(community, member, 'viewChannel', { channel: audience });

/** Devices of those in an audience. */
export const audienceDevices = (community: Community, audience: Audience): readonly Device[] => {
  const members = new Map<MemberId, boolean>();
  return [...community.devices.values()].filter((device) => {
    if (!isPresent(community, device)) return false;
    const known = members.get(device.member) ?? isIn(community, audience, device.member);
    members.set(device.member, known);
    return known;
  });
};

/** Invites whose seed somebody removed holds: they made it, or came in by it. */
const knownToRemoved = (community: Community, leaving: MemberId | null = null): ReadonlySet<InviteId> => {
  const known = new Set<InviteId>();
  const makers = new Set<MemberId>();
  const note = (former: Member | null | undefined): void => {
    if (!former) return;
    makers.add(former.id);
    if (former.invite !== null) known.add(former.invite);
  };
  for (const removals of community.removals.values()) for (const { former } of removals) note(former);
  if (leaving !== null) note(community.members.get(leaving));
  for (const { id, by } of community.invites.values()) if (makers.has(by)) known.add(id);
  return known;
};

/**
 * X25519 keys that a new epoch is sealed to: the audience's devices, and for everyone's the invites open at
 * `nowMs` that nobody removed knows. Who comes in by another asks for the key. `leaving` is being removed by
 * the operation that opens it.
 */
export const epochRecipients = (
  community: Community,
  nowMs: number,
  audience: Audience = null,
  leaving: MemberId | null = null,
): readonly Uint8Array[] => {
  const keys = audienceDevices(community, audience)
    .filter(({ member }) => member !== leaving)
    .map(({ agreementKey }) => agreementKey);
  if (audience !== null) return keys;
  const known = knownToRemoved(community, leaving);
  for (const { id, revoked, expiresAt, maxUses, uses, agreementKey } of community.invites.values()) {
    const open =
      !revoked &&
      !known.has(id) &&
      (expiresAt === null || expiresAt >= nowMs) &&
      (maxUses === null || uses < maxUses);
    if (open) keys.push(agreementKey);
  }
  return keys;
};

const recipients = perCommunity(
  (community): ReadonlyMap<EpochId, readonly string[]> =>
    new Map(
      community.epochs.map(({ id, opened }) => [
        id,
        [...(opened?.boxes ?? []), ...(community.sealings.get(id) ?? [])].map(({ recipient }) =>
          bytesToHex(recipient),
        ),
      ]),
    ),
);

/** X25519 keys, as hex, that an epoch's key was sealed to. */
const recipientsOf = (community: Community, epoch: Epoch): readonly string[] =>
  recipients(community).get(epoch.id) ?? [];

/** The newest epoch of everyone that nobody removed can read. */
const bestOfAll = (community: Community): Epoch | null => {
  let ended = 0;
  for (const removals of community.removals.values())
    for (const { former } of removals) if (former !== null) ended++;
  const gone = new Set<string>();
  for (const device of community.devices.values())
    if (!isPresent(community, device)) gone.add(bytesToHex(device.agreementKey));
  const known = knownToRemoved(community);
  for (const { id, agreementKey } of community.invites.values())
    if (known.has(id)) gone.add(bytesToHex(agreementKey));
  const excludesRemoved = (epoch: Epoch): boolean =>
    epoch.removals >= ended && recipientsOf(community, epoch).every((recipient) => !gone.has(recipient));
  return community.epochs.findLast((epoch) => epoch.channel === null && excludesRemoved(epoch)) ?? null;
};

/** The newest epoch of a channel that nobody outside of its audience can read. */
const bestOfChannel = (community: Community, channel: ChannelId): Epoch | null => {
  const readers = new Set(
    audienceDevices(community, channel).map(({ agreementKey }) => bytesToHex(agreementKey)),
  );
  // A later epoch's readers read what it seals, so the newest is looked at first.
  const leaked = new Set<EpochId>();
  let best: Epoch | null = null;
  for (const epoch of [...community.epochs].reverse()) {
    const kept =
      epoch.channel === channel &&
      !leaked.has(epoch.id) &&
      recipientsOf(community, epoch).every((recipient) => readers.has(recipient));
    if (kept) best ??= epoch;
    else for (const earlier of epoch.opened?.history ?? []) leaked.add(earlier.epoch);
  }
  return best;
};

const bests = perCommunity(() => new Map<Audience, Epoch | null>());

/** The newest epoch that nobody outside of the audience can read; null: rotate before writing [T13]. */
export const bestEpoch = (community: Community, audience: Audience = null): Epoch | null => {
  const known = bests(community);
  const before = known.get(audience);
  if (before !== undefined) return before;
  const best = audience === null ? bestOfAll(community) : bestOfChannel(community, audience);
  known.set(audience, best);
  return best;
};

/** The epochs that someone's devices can read by what governance holds, each with all that it seals. */
const readableBy = (community: Community, isRecipient: (key: string) => boolean): ReadonlySet<EpochId> => {
  const readable = new Set<EpochId>();
  for (const epoch of [...community.epochs].reverse()) {
    if (!readable.has(epoch.id) && !recipientsOf(community, epoch).some(isRecipient)) continue;
    readable.add(epoch.id);
    for (const earlier of epoch.opened?.history ?? []) readable.add(earlier.epoch);
  }
  return readable;
};

const reaches = perCommunity(({ epochs }): ReadonlyMap<EpochId, number> => {
  const reach = new Map<EpochId, number>();
  for (const { id, opened, openedAt } of epochs) {
    const earlier = (opened?.history ?? []).map((one) => reach.get(one.epoch) ?? openedAt);
    reach.set(id, Math.min(openedAt, ...earlier));
  }
  return reach;
});

/** How far back who holds an epoch's key can read: to the opening of the first that it seals, and so on. */
const reachOf = (community: Community, { id, openedAt }: Epoch): number =>
  reaches(community).get(id) ?? openedAt;

/** Whether the channel's history setting lets this member read an epoch that was opened without them. */
const historyAllows = (community: Community, epoch: Epoch, member: Member): boolean => {
  const { channel } = epoch;
  const openedAt = reachOf(community, epoch);
  const history = channel === null ? undefined : community.channels.get(channel)?.history;
  switch (history?.type) {
    case 'sinceJoining':
      return openedAt >= member.joinedAt;
    case 'sinceDate':
      return openedAt >= history.date;
    default:
      return true;
  }
};

/** Whether all of a channel's audience may read this earlier epoch, so that a new one may seal it. */
export const allMayRead = (community: Community, audience: Audience, epoch: Epoch): boolean =>
  epoch.channel === audience &&
  (audience === null ||
    audienceDevices(community, audience).every(({ member: id }) => {
      const member = community.members.get(id);
      return member !== undefined && historyAllows(community, epoch, member);
    }));

export type SealingDue = { readonly epoch: EpochId; readonly recipients: readonly Uint8Array[] };

/**
 * What is still to be sealed to whom in a channel: devices of those who gained sight of it, and further
 * devices of its readers. Newest epochs first, as each opens those that it seals. `holds` tells which keys are at hand.
 */
export const sealingsDue = (
  community: Community,
  channel: ChannelId,
  holds: (epoch: EpochId) => boolean,
): readonly SealingDue[] => {
  const due = new Map<EpochId, Uint8Array[]>();
  const sealed = new Map(community.epochs.map(({ id, opened }) => [id, opened?.history ?? []]));
  const devices = audienceDevices(community, channel);
  const keysOf = (id: MemberId) =>
    new Set(
      devices.filter(({ member }) => member === id).map(({ agreementKey }) => bytesToHex(agreementKey)),
    );
  for (const device of devices) {
    const member = community.members.get(device.member);
    if (member === undefined) continue;
    const key = bytesToHex(device.agreementKey);
    const readable = new Set(readableBy(community, (recipient) => recipient === key));
    const own = keysOf(device.member);
    const readByMember = readableBy(community, (recipient) => own.has(recipient));
    for (const epoch of [...community.epochs].reverse()) {
      if (epoch.channel !== channel || !holds(epoch.id) || readable.has(epoch.id)) continue;
      if (!readByMember.has(epoch.id) && !historyAllows(community, epoch, member)) continue;
      due.set(epoch.id, [...(due.get(epoch.id) ?? []), device.agreementKey]);
      const opened = [epoch.id];
      for (const id of opened) {
        readable.add(id);
        for (const earlier of sealed.get(id) ?? [])
          if (!readable.has(earlier.epoch)) opened.push(earlier.epoch);
      }
    }
  }
  return [...due].map(([epoch, recipients]) => ({ epoch, recipients }));
};

/** Whether someone of the audience would be left without this epoch, whatever is sealed to them later. */
export const leavesOut = (community: Community, channel: ChannelId, epoch: Epoch): boolean => {
  const reached = new Set(recipientsOf(community, epoch));
  return audienceDevices(community, channel).some(({ agreementKey, member: id }) => {
    const member = community.members.get(id);
    return (
      member !== undefined &&
      !reached.has(bytesToHex(agreementKey)) &&
      !historyAllows(community, epoch, member)
    );
  });
};

/**
 * Whether a device may be given an epoch's key when it asks [T13]: it is a member's, and for a channel's
 * key governance already names its person as a reader.
 */
export const mayAsk = (community: Community, id: DeviceId, epochId: EpochId): boolean => {
  const device = community.devices.get(id);
  const epoch = community.epochs.find((one) => one.id === epochId);
  if (device === undefined || epoch === undefined || !isPresent(community, device)) return false;
  if (epoch.channel === null) return true;
  if (!isIn(community, epoch.channel, device.member)) return false;
  const own = new Set<string>();
  for (const one of community.devices.values())
    if (one.member === device.member && isPresent(community, one)) own.add(bytesToHex(one.agreementKey));
  return readableBy(community, (recipient) => own.has(recipient)).has(epochId);
};
