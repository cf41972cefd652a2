/** Who reads which epoch, and what is still to be sealed to whom: against the plainest way to say it [T13]. */
import { describe, expect, it } from 'vitest';
import { bytesToHex } from '../../../src/base/index.ts';
import { emptyCommunity } from '../../../src/governance/draft.ts';
import {
  allMayRead,
  audienceDevices,
  type Channel,
  type Community,
  type Epoch,
  everyoneRole,
  mayAsk,
  overwriteKey,
  sealingsDue,
} from '../../../src/governance/index.ts';
import {
  type ChannelId,
  type CommunityId,
  type DeviceId,
  type EpochId,
  type MemberId,
  type OpId,
  type Overwrite,
  permissionsOf,
} from '../../../src/model/index.ts';
import { createSeededRandom } from '../../../testing/seeded-random.ts';

const hex = (number: number, length: number): string => number.toString(16).padStart(length, '0');
const channel = hex(9, 32) as ChannelId;
const elsewhere = hex(10, 32) as ChannelId;
const id = hex(1, 64) as CommunityId;
const view = permissionsOf('viewChannel');
const member = (index: number) => hex(index + 1, 64) as MemberId;
const epochId = (index: number) => hex(index, 32) as EpochId;
const keyOf = (index: number): Uint8Array =>
  new Uint8Array(32).map((_, place) => (place === 0 ? index & 255 : place === 1 ? index >> 8 : 7));
const boxFor = (index: number) => ({ recipient: keyOf(index), box: new Uint8Array(0) });

type Wanted = {
  /** Devices of each member. */
  readonly devices: readonly number[];
  readonly history: Channel['history'];
  readonly epochs: readonly {
    readonly channel: ChannelId | null;
    readonly boxes: readonly number[];
    readonly seals: readonly number[];
  }[];
};

/** Everyone in it sees the one private channel; the first is the owner. */
const communityOf = ({ devices, history, epochs }: Wanted): Community => {
  const hidden: Overwrite = { target: { kind: 'role', id: everyoneRole(id) }, allow: 0n, deny: view };
  const shown = devices.map(
    (_, index): Overwrite => ({ target: { kind: 'member', id: member(index) }, allow: view, deny: 0n }),
  );
  const overwrites = new Map([hidden, ...shown].map((one) => [overwriteKey(one.target), one]));
  const membership = (index: number) => hex(index, 32) as OpId;
  let next = 0;
  return {
    ...emptyCommunity(id),
    founded: true,
    owner: member(0),
    members: new Map(
      devices.map((_, index) => [
        member(index),
        {
          id: member(index),
          name: `${index}`,
          colour: 'pine',
          membership: membership(index),
          invite: null,
          joinedAt: index * 10,
          roles: new Set(),
          timeout: null,
          owesRules: false,
        },
      ]),
    ),
    devices: new Map(
      devices.flatMap((count, index) =>
        Array.from({ length: count }, () => {
          const device = hex(next, 64) as DeviceId;
          const agreementKey = keyOf(next++);
          const of = { id: device, member: member(index), membership: membership(index) };
          return [device, { ...of, agreementKey, addedAt: 0, removed: null }] as const;
        }),
      ),
    ),
    channels: new Map([
      [
        channel,
        {
          id: channel,
          kind: 'text',
          name: 'secret',
          topic: '',
          category: null,
          order: 'm',
          overwrites,
          synced: false,
          archived: false,
          slowModeSeconds: 0,
          history,
        },
      ],
    ]),
    epochs: epochs.map(
      (epoch, index): Epoch => ({
        id: epochId(index),
        channel: epoch.channel,
        opened: {
          commitment: new Uint8Array(32),
          boxes: epoch.boxes.map(boxFor),
          history: epoch.seals.map((earlier) => ({ epoch: epochId(earlier), box: new Uint8Array(0) })),
        },
        commitment: new Uint8Array(32),
        by: member(0),
        openedAt: index * 7,
        removals: 0,
      }),
    ),
  };
};

/** What one key opens, and all that it seals, step by step. */
const opensWith = (community: Community, key: string, given: ReadonlySet<EpochId>): ReadonlySet<EpochId> => {
  const open = new Set<EpochId>();
  for (const epoch of [...community.epochs].reverse()) {
    const boxed = epoch.opened?.boxes.some(({ recipient }) => bytesToHex(recipient) === key) ?? false;
    if (!boxed && !given.has(epoch.id) && !open.has(epoch.id)) continue;
    open.add(epoch.id);
    for (const earlier of epoch.opened?.history ?? []) open.add(earlier.epoch);
  }
  return open;
};

const reachOf = (community: Community, of: EpochId): number => {
  const epoch = community.epochs.find((one) => one.id === of);
  const sealed = (epoch?.opened?.history ?? []).map((earlier) => reachOf(community, earlier.epoch));
  return Math.min(epoch?.openedAt ?? 0, ...sealed);
};

const allows = (community: Community, epoch: Epoch, who: MemberId): boolean => {
  const history = community.channels.get(channel)?.history;
  const reach = reachOf(community, epoch.id);
  if (history?.type === 'sinceJoining') return reach >= (community.members.get(who)?.joinedAt ?? 0);
  return history?.type === 'sinceDate' ? reach >= history.date : true;
};

/** By epoch, the keys that are to be sealed to. */
const plainlyDue = (community: Community, holds: (epoch: Epoch) => boolean): readonly string[] => {
  const devices = audienceDevices(community, channel);
  return devices
    .flatMap((device) => {
      const key = bytesToHex(device.agreementKey);
      const ofPerson = devices
        .filter((one) => one.member === device.member)
        .map((one) => opensWith(community, bytesToHex(one.agreementKey), new Set()));
      const given = new Set<EpochId>();
      for (const epoch of [...community.epochs].reverse()) {
        if (epoch.channel !== channel || !holds(epoch)) continue;
        if (opensWith(community, key, given).has(epoch.id)) continue;
        if (ofPerson.some((open) => open.has(epoch.id)) || allows(community, epoch, device.member))
          given.add(epoch.id);
      }
      return [...given].map((epoch) => `${epoch} ${key}`);
    })
    .sort();
};

const histories: readonly Channel['history'][] = [
  { type: 'everything' },
  { type: 'sinceJoining' },
  { type: 'sinceDate', date: 40 },
];

describe('[T13] what is still to be sealed', () => {
  it('is what each device lacks, whatever was sealed to whom before', () => {
    let sealed = 0;
    for (let seed = 1; seed <= 120; seed++) {
      const random = createSeededRandom(seed);
      const below = (limit: number) => (random.bytes(1)[0] ?? 0) % limit;
      const devices = Array.from({ length: 1 + below(5) }, () => 1 + below(3));
      const keys = devices.reduce((sum, count) => sum + count, 0);
      const epochs = Array.from({ length: 1 + below(8) }, (_, index) => ({
        channel: below(4) === 0 ? (below(2) === 0 ? null : elsewhere) : channel,
        boxes: Array.from({ length: below(4) }, () => below(keys + 2)),
        seals: index === 0 ? [] : Array.from({ length: below(4) }, () => below(index)),
      }));
      const history = histories[seed % histories.length] ?? { type: 'everything' };
      const community = communityOf({ devices, history, epochs });
      const lost = epochId(below(epochs.length));
      const holds = ({ id: one }: Epoch) => one !== lost;
      const due = sealingsDue(community, channel, holds)
        .flatMap(({ epoch, recipients }) => recipients.map((key) => `${epoch} ${bytesToHex(key)}`))
        .sort();
      expect(due, `seed ${seed}`).toEqual(plainlyDue(community, holds));
      sealed += due.length;
      for (const epoch of community.epochs.filter((one) => one.channel === channel))
        expect(allMayRead(community, channel, epoch)).toBe(
          audienceDevices(community, channel).every((one) => allows(community, epoch, one.member)),
        );
      for (const device of community.devices.values())
        for (const epoch of community.epochs.filter((one) => one.channel === channel))
          expect(mayAsk(community, device.id, epoch.id)).toBe(
            [...community.devices.values()]
              .filter((one) => one.member === device.member)
              .some((one) => opensWith(community, bytesToHex(one.agreementKey), new Set()).has(epoch.id)),
          );
    }
    expect(sealed).toBeGreaterThan(200);
  });

  it('is found at once among 1,000 epochs that seal each other and 2,000 devices', () => {
    const everyone = Array.from({ length: 2_000 }, (_, index) => index);
    const community = communityOf({
      devices: everyone.map(() => 1),
      history: { type: 'everything' },
      epochs: Array.from({ length: 1_000 }, (_, index) => ({
        channel,
        boxes: index === 999 ? everyone.slice(0, -1) : [index % 1_999],
        seals: Array.from({ length: Math.min(64, index) }, (_unused, back) => index - 1 - back),
      })),
    });
    const started = performance.now();
    const due = sealingsDue(community, channel, () => true);
    expect(due.map(({ epoch, recipients }) => [epoch, recipients.length])).toEqual([[epochId(999), 1]]);
    // Takes about 100 ms; by a walk of all epochs for each device it took minutes, or all memory.
    expect(performance.now() - started).toBeLessThan(5_000);
  });
});
