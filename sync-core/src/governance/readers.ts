/**
 * Who reads which epoch by what governance holds, and what is still to be sealed to whom [T13]. Devices of an
 * audience are bits, so that what is asked of every epoch and every device stays a few words an epoch: a person
 * in a community with a thousand epochs and thousands of devices must not wait for it.
 */
import { bytesToHex, unreachable } from '../base/index.ts';
import type { ChannelId, DeviceId, EpochId, MemberId } from '../model/index.ts';
import { type Audience, audienceDevices, epochById, isIn, perCommunity, recipientsOf } from './audience.ts';
import { isPresent } from './join.ts';
import type { Community, Device, Epoch, Member } from './types.ts';

/** One bit for each agreement key of an audience. */
type Bits = Uint32Array;

const has = (bits: Bits, index: number): boolean => (((bits[index >>> 5] ?? 0) >>> (index & 31)) & 1) === 1;
const put = (bits: Bits, index: number): void => {
  bits[index >>> 5] = (bits[index >>> 5] ?? 0) | (1 << (index & 31));
};
const putAll = (into: Bits, from: Bits): void => {
  for (let word = 0; word < into.length; word++) into[word] = (into[word] ?? 0) | (from[word] ?? 0);
};
/** Whether `bits` holds all of `wanted`. */
const covers = (bits: Bits, wanted: Bits): boolean => {
  for (let word = 0; word < wanted.length; word++)
    if (((wanted[word] ?? 0) & ~(bits[word] ?? 0)) !== 0) return false;
  return true;
};

const historyOf = ({ opened }: Epoch) => opened?.history ?? [];

/** A channel's epochs and those that seal one of them, newest first: nobody reads it by any other. */
const epochsThatOpen = (community: Community, channel: ChannelId): readonly Epoch[] => {
  const own = new Set<EpochId>();
  for (const epoch of community.epochs) if (epoch.channel === channel) own.add(epoch.id);
  const found: Epoch[] = [];
  for (const epoch of community.epochs) {
    if (epoch.channel !== channel && !historyOf(epoch).some((earlier) => own.has(earlier.epoch))) continue;
    own.add(epoch.id);
    found.push(epoch);
  }
  return found.reverse();
};

type Reading = {
  readonly epochs: readonly Epoch[];
  readonly devices: readonly { readonly device: Device; readonly index: number }[];
  readonly all: Bits;
  /** The devices that read an epoch, each with all that it seals. */
  of(epoch: EpochId): Bits;
};

const readAudience = (community: Community, channel: ChannelId): Reading => {
  const indexes = new Map<string, number>();
  const devices = audienceDevices(community, channel).map((device) => {
    const key = bytesToHex(device.agreementKey);
    const index = indexes.get(key) ?? indexes.size;
    indexes.set(key, index);
    return { device, index };
  });
  const empty = (): Bits => new Uint32Array((indexes.size + 31) >>> 5);
  const all = empty();
  for (const index of indexes.values()) put(all, index);
  const readers = new Map<EpochId, Bits>();
  const of = (id: EpochId): Bits => {
    const known = readers.get(id) ?? empty();
    readers.set(id, known);
    return known;
  };
  const epochs = epochsThatOpen(community, channel);
  for (const epoch of epochs) {
    const bits = of(epoch.id);
    // Where the later ones let everybody in, its own boxes tell nothing new.
    if (!covers(bits, all))
      for (const recipient of recipientsOf(community, epoch)) {
        const index = indexes.get(recipient);
        if (index !== undefined) put(bits, index);
      }
    for (const earlier of historyOf(epoch)) putAll(of(earlier.epoch), bits);
  }
  return { epochs, devices, all, of };
};

const readings = perCommunity(() => new Map<ChannelId, Reading>());
const readingOf = (community: Community, channel: ChannelId): Reading => {
  const known = readings(community);
  const before = known.get(channel);
  if (before !== undefined) return before;
  const reading = readAudience(community, channel);
  known.set(channel, reading);
  return reading;
};

const reaches = perCommunity(({ epochs }): ReadonlyMap<EpochId, number> => {
  const reach = new Map<EpochId, number>();
  for (const epoch of epochs) {
    const { id, openedAt } = epoch;
    const earlier = historyOf(epoch).map((one) => reach.get(one.epoch) ?? openedAt);
    reach.set(id, Math.min(openedAt, ...earlier));
  }
  return reach;
});

/** How far back who holds an epoch's key can read: to the opening of the first that it seals, and so on. */
const reachOf = (community: Community, { id, openedAt }: Epoch): number =>
  reaches(community).get(id) ?? openedAt;

/** Whether the channel's history setting lets who joined then read an epoch that was opened without them. */
const historyAllows = (community: Community, epoch: Epoch, joinedAt: number): boolean => {
  const { channel } = epoch;
  const history = channel === null ? undefined : community.channels.get(channel)?.history;
  if (history === undefined) return true;
  switch (history.type) {
    case 'everything':
      return true;
    case 'sinceJoining':
      return reachOf(community, epoch) >= joinedAt;
    case 'sinceDate':
      return reachOf(community, epoch) >= history.date;
    default:
      return unreachable(history);
  }
};

const latestJoins = perCommunity(() => new Map<ChannelId, number>());

/** When the latest comer of a channel's audience joined. */
const latestJoin = (community: Community, channel: ChannelId): number => {
  const known = latestJoins(community);
  const before = known.get(channel);
  if (before !== undefined) return before;
  let latest = Number.NEGATIVE_INFINITY;
  for (const { member } of audienceDevices(community, channel))
    latest = Math.max(latest, community.members.get(member)?.joinedAt ?? Number.POSITIVE_INFINITY);
  known.set(channel, latest);
  return latest;
};

/** Whether all of a channel's audience may read this earlier epoch, so that a new one may seal it. */
export const allMayRead = (community: Community, audience: Audience, epoch: Epoch): boolean =>
  epoch.channel === audience &&
  (audience === null || historyAllows(community, epoch, latestJoin(community, audience)));

export type SealingDue = { readonly epoch: EpochId; readonly recipients: readonly Uint8Array[] };

/** What sealings that are still to be written let devices read, on top of what a reading says. */
const createSpread = (community: Community, reading: Reading) => {
  const gained = new Map<EpochId, Bits>();
  const of = (id: EpochId): Bits => gained.get(id) ?? reading.of(id);
  return {
    of,
    /** These devices come to read an epoch, and with it all that it seals. */
    give(epoch: EpochId, to: Bits): void {
      const opened = [epoch];
      const seen = new Set(opened);
      for (const id of opened) {
        const bits = of(id).slice();
        putAll(bits, to);
        gained.set(id, bits);
        const found = epochById(community, id);
        for (const earlier of found === undefined ? [] : historyOf(found)) {
          if (seen.has(earlier.epoch) || covers(of(earlier.epoch), to)) continue;
          seen.add(earlier.epoch);
          opened.push(earlier.epoch);
        }
      }
    },
  };
};

/**
 * What is still to be sealed to whom in a channel: devices of those who gained sight of it, and further
 * devices of its readers. Newest epochs first, as each opens those that it seals. `holds` tells which keys are at hand.
 */
export const sealingsDue = (
  community: Community,
  channel: ChannelId,
  holds: (epoch: Epoch) => boolean,
): readonly SealingDue[] => {
  const reading = readingOf(community, channel);
  const spread = createSpread(community, reading);
  const ofMember = new Map<MemberId, number[]>();
  for (const { device, index } of reading.devices)
    ofMember.set(device.member, [...(ofMember.get(device.member) ?? []), index]);
  const isDue = (epoch: Epoch, member: Member): boolean =>
    historyAllows(community, epoch, member.joinedAt) ||
    (ofMember.get(member.id) ?? []).some((index) => has(reading.of(epoch.id), index));

  const due: SealingDue[] = [];
  for (const epoch of reading.epochs) {
    if (epoch.channel !== channel || covers(spread.of(epoch.id), reading.all) || !holds(epoch)) continue;
    const readers = spread.of(epoch.id);
    const to = new Uint32Array(readers.length);
    const recipients = reading.devices.flatMap(({ device, index }) => {
      const member = community.members.get(device.member);
      if (member === undefined || has(readers, index) || has(to, index) || !isDue(epoch, member)) return [];
      put(to, index);
      return [device.agreementKey];
    });
    if (recipients.length === 0) continue;
    due.push({ epoch: epoch.id, recipients });
    spread.give(epoch.id, to);
  }
  return due;
};

/** Whether someone of the audience would be left without this epoch, whatever is sealed to them later. */
export const leavesOut = (community: Community, channel: ChannelId, epoch: Epoch): boolean => {
  if (historyAllows(community, epoch, latestJoin(community, channel))) return false;
  const reached = new Set(recipientsOf(community, epoch));
  return audienceDevices(community, channel).some(({ agreementKey, member: id }) => {
    const member = community.members.get(id);
    return (
      member !== undefined &&
      !historyAllows(community, epoch, member.joinedAt) &&
      !reached.has(bytesToHex(agreementKey))
    );
  });
};

const readBy = perCommunity(() => new Map<MemberId, ReadonlySet<EpochId>>());

/** The epochs that somebody's devices can read, each with all that it seals. */
const readByMember = (community: Community, member: MemberId): ReadonlySet<EpochId> => {
  const known = readBy(community);
  const before = known.get(member);
  if (before !== undefined) return before;
  const own = new Set<string>();
  for (const one of community.devices.values())
    if (one.member === member && isPresent(community, one)) own.add(bytesToHex(one.agreementKey));
  const readable = new Set<EpochId>();
  for (const epoch of [...community.epochs].reverse()) {
    if (!readable.has(epoch.id) && !recipientsOf(community, epoch).some((key) => own.has(key))) continue;
    readable.add(epoch.id);
    for (const earlier of historyOf(epoch)) readable.add(earlier.epoch);
  }
  known.set(member, readable);
  return readable;
};

/**
 * Whether a device may be given an epoch's key when it asks [T13]: it is a member's, and for a channel's
 * key governance already names its person as a reader.
 */
export const mayAsk = (community: Community, id: DeviceId, epochId: EpochId): boolean => {
  const device = community.devices.get(id);
  const epoch = epochById(community, epochId);
  if (device === undefined || epoch === undefined || !isPresent(community, device)) return false;
  if (epoch.channel === null) return true;
  return isIn(community, epoch.channel, device.member) && readByMember(community, device.member).has(epochId);
};
