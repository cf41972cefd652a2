/**
 * Whose key a stream is sealed with [T13]: the whole community's, or that of the few who may see a channel.
 *
 * An epoch can be written with as long as nobody outside of its audience is known to read it. What is
 * known is what governance holds: boxes, boxes added later, and earlier keys sealed under later ones. A key
 * is handed on outside of governance only to people whom governance already names as its readers
 * (`mayAsk`), so that this stays true. Everything here is a pure function of the community.
 */
import { bytesToHex } from '../base/index.ts';
import type { NewEpoch } from '../crypto/index.ts';
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
import { isPresent } from './join.ts';
import type { Community, Device, Epoch, Member } from './types.ts';

/** Those who may see this channel; null for everyone in the community. */
export type Audience = ChannelId | null;

/** What is worked out once for each state of a community. */
export const perCommunity = <T extends object>(
  work: (community: Community) => T,
): ((community: Community) => T) => {
  const known = new WeakMap<Community, T>();
  return (community) => {
    const before = known.get(community);
    if (before !== undefined) return before;
    const value = work(community);
    known.set(community, value);
    return value;
  };
};

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
  stream.kind !== 'governance' && isPrivate(community, stream.channel) ? stream.channel : null;

export const isIn = (community: Community, audience: Audience, member: MemberId): boolean =>
  audience === null
    ? community.members.has(member)
    : can(community, member, 'viewChannel', { channel: audience });

const devicesIn = (community: Community, audience: Audience): readonly Device[] => {
  const members = new Map<MemberId, boolean>();
  return [...community.devices.values()].filter((device) => {
    if (!isPresent(community, device)) return false;
    const known = members.get(device.member) ?? isIn(community, audience, device.member);
    members.set(device.member, known);
    return known;
  });
};

const audiences = perCommunity(() => new Map<Audience, readonly Device[]>());

/** Devices of those in an audience. */
export const audienceDevices = (community: Community, audience: Audience): readonly Device[] => {
  const known = audiences(community);
  const before = known.get(audience);
  if (before !== undefined) return before;
  const devices = devicesIn(community, audience);
  known.set(audience, devices);
  return devices;
};

/** Who is about to go, by the operation that opens the epoch: a person, or one device of theirs. */
export type Leaving = { readonly member: MemberId } | { readonly device: DeviceId } | null;

const isLeaving = (leaving: Leaving, device: Device): boolean =>
  leaving !== null && ('member' in leaving ? leaving.member === device.member : leaving.device === device.id);

/**
 * Invites whose seed somebody removed holds: they made it, or came in by it. A removed device holds those that
 * its person had up to then.
 */
const knownToRemoved = (community: Community, leaving: Leaving = null): ReadonlySet<InviteId> => {
  const known = new Set<InviteId>();
  /** By maker: invites made before so many removals are known. */
  const makers = new Map<MemberId, number>();
  const note = (former: Member | null | undefined, removals: number): void => {
    if (!former) return;
    makers.set(former.id, Math.max(removals, makers.get(former.id) ?? 0));
    if (former.invite !== null) known.add(former.invite);
  };
  for (const removals of community.removals.values())
    for (const { former } of removals) note(former, Number.POSITIVE_INFINITY);
  for (const device of community.devices.values()) {
    const removals = isLeaving(leaving, device) ? Number.POSITIVE_INFINITY : (device.removed?.removals ?? 0);
    if (removals > 0) note(community.members.get(device.member), removals);
  }
  for (const { id, by, removals } of community.invites.values())
    if (removals < (makers.get(by) ?? 0)) known.add(id);
  return known;
};

/** How many memberships and devices have ended: an epoch that opened before the last of them may be known to it. */
const endings = (community: Community): number => {
  let ended = 0;
  for (const removals of community.removals.values())
    for (const { former } of removals) if (former !== null) ended++;
  for (const { removed } of community.devices.values()) if (removed !== null) ended++;
  return ended;
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
  leaving: Leaving = null,
): readonly Uint8Array[] => {
  const keys = audienceDevices(community, audience)
    .filter((device) => !isLeaving(leaving, device))
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

const byId = perCommunity(
  ({ epochs }): ReadonlyMap<EpochId, Epoch> => new Map(epochs.map((epoch) => [epoch.id, epoch])),
);

export const epochById = (community: Community, id: EpochId): Epoch | undefined => byId(community).get(id);

type Boxes = NewEpoch['boxes'];
const namedBy = new WeakMap<Boxes, readonly string[]>();

/** Lists of boxes outlive the states that hold them: each is read once. */
const namesOf = (boxes: Boxes | undefined): readonly string[] => {
  if (boxes === undefined) return [];
  const known = namedBy.get(boxes);
  if (known !== undefined) return known;
  const names = boxes.map(({ recipient }) => bytesToHex(recipient));
  namedBy.set(boxes, names);
  return names;
};

/** X25519 keys, as hex, that an epoch's key was sealed to. */
export const recipientsOf = (community: Community, { id, opened }: Epoch): readonly string[] => {
  const later = community.sealings.get(id);
  const first = namesOf(opened?.boxes);
  return later === undefined ? first : [...first, ...namesOf(later)];
};

/** X25519 keys, as hex, of all who may read what everyone may: members' devices, invites that nobody removed knows. */
const everyonesReaders = (community: Community): ReadonlySet<string> => {
  const readers = new Set<string>();
  for (const device of community.devices.values())
    if (isPresent(community, device)) readers.add(bytesToHex(device.agreementKey));
  const known = knownToRemoved(community);
  for (const { id, agreementKey } of community.invites.values())
    if (!known.has(id)) readers.add(bytesToHex(agreementKey));
  return readers;
};

/** For each device's key, as hex: how many endings there were when a device of the same person went. */
const removalsOfReaders = perCommunity(({ devices }): ReadonlyMap<string, number> => {
  const latest = new Map<MemberId, number>();
  for (const { member, removed } of devices.values())
    if (removed !== null) latest.set(member, Math.max(removed.removals, latest.get(member) ?? 0));
  const byKey = new Map<string, number>();
  for (const { member, agreementKey } of latest.size === 0 ? [] : devices.values())
    byKey.set(bytesToHex(agreementKey), latest.get(member) ?? 0);
  return byKey;
});

/** The newest epoch of an audience that nobody outside of it can read. */
const findBest = (community: Community, audience: Audience): Epoch | null => {
  const readers =
    audience === null
      ? everyonesReaders(community)
      : new Set(audienceDevices(community, audience).map(({ agreementKey }) => bytesToHex(agreementKey)));
  // Somebody removed holds what was opened before, though no box may say so: a key travels in invites too.
  const ended = audience === null ? endings(community) : 0;
  // What one device of a person read, another may have had from it, whether or not it got a box.
  const removals = removalsOfReaders(community);
  // A later epoch's readers read what it seals, so the newest is looked at first.
  const leaked = new Set<EpochId>();
  for (const epoch of [...community.epochs].reverse()) {
    const kept =
      epoch.channel === audience &&
      epoch.removals >= ended &&
      !leaked.has(epoch.id) &&
      recipientsOf(community, epoch).every(
        (recipient) => readers.has(recipient) && (removals.get(recipient) ?? 0) <= epoch.removals,
      );
    if (kept) return epoch;
    for (const earlier of epoch.opened?.history ?? []) leaked.add(earlier.epoch);
  }
  return null;
};

const bests = perCommunity(() => new Map<Audience, Epoch | null>());

/** The newest epoch that nobody outside of the audience can read; null: rotate before writing [T13]. */
export const bestEpoch = (community: Community, audience: Audience = null): Epoch | null => {
  const known = bests(community);
  const before = known.get(audience);
  if (before !== undefined) return before;
  const best = findBest(community, audience);
  known.set(audience, best);
  return best;
};
