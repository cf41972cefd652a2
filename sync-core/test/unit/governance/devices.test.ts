/** A person's devices: how one comes in, how one goes, and what is at once [T10, T11, T13]. SPEC's C21 to C26. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { CipherSuite } from '../../../src/crypto/index.ts';
import {
  authorshipOf,
  bestEpoch,
  type Community,
  communityDump,
  createGovernance,
  epochRecipients,
  isAdmitted,
  resolve,
} from '../../../src/governance/index.ts';
import { channelStream, type GovernanceOp, limits, type OperationOf } from '../../../src/model/index.ts';
import { channelEditOp, removeDeviceOp, revertOp, timeoutOp } from './ops.ts';
import { createSettled } from './settled.ts';
import { type Person, removeOp, type Sent, testSuite } from './world.ts';

let suite: CipherSuite;
beforeAll(async () => {
  suite = await testSuite();
});

const later = 1_700_001_000_000;

/** The owner with a phone and a tablet beside the first device, Plain with a phone. */
const createHousehold = () => {
  const world = createSettled(suite);
  const all: Person[] = [];
  const seen = (): readonly Sent[] => [
    ...world.seen(),
    ...all.flatMap(({ log }) => {
      const envelope = world.envelopes.findLast((sent) => sent.log === log);
      return envelope === undefined ? [] : [{ envelope, ids: [] }];
    }),
  ];
  /** A further device of somebody's, in by now. */
  const bring = (who: Person, name: string): Person => {
    const device = world.deviceOf(who, name);
    world.send(device, [world.deviceOp(device)], seen());
    all.push(device);
    return device;
  };
  const [phone, tablet] = [bring(world.owner, 'phone'), bring(world.owner, 'tablet')];
  const plainPhone = bring(world.plain, 'plain phone');
  /** Each having seen only what was there before all of them. */
  const atOnce = (...acts: readonly (readonly [Person, GovernanceOp])[]): readonly Sent[] => {
    const before = seen();
    return acts.map(([who, op], index) => world.send(who, [op], before, later + index));
  };
  const then = (who: Person, op: GovernanceOp): Sent => world.send(who, [op], seen(), later + 1_000);
  /** The same whichever arrives first. */
  const state = (): Community => {
    const community = resolve(suite, world.root, world.envelopes);
    expect(communityDump(resolve(suite, world.root, [...world.envelopes].reverse()))).toBe(
      communityDump(community),
    );
    return community;
  };
  const isIn = (who: Person): boolean => isAdmitted(state(), who.id, who.device.device);
  const reasons = () => state().refused.map(({ reason, device }) => [reason, device]);
  return { ...world, bring, phone, tablet, plainPhone, seen, atOnce, then, state, isIn, reasons };
};

const rename = (world: ReturnType<typeof createHousehold>, name: string) =>
  channelEditOp(world.channel, { name });
const newEpoch = (world: { readonly suite: CipherSuite }, recipients: readonly Uint8Array[]) => ({
  commitment: world.suite.hash(recipients[0] ?? new Uint8Array(1)),
  boxes: recipients.map((recipient) => ({ recipient, box: new Uint8Array(80) })),
  history: [],
});

it('[T13] so many devices of one person come in at once that nobody makes new keys dear; taking one away makes room', () => {
  const world = createSettled(suite);
  const devices = Array.from({ length: limits.devicesPerMember }, (_, index) =>
    world.deviceOf(world.plain, `device ${index}`),
  );
  const sent = devices.map((device) => world.send(device, [world.deviceOp(device)], world.seen()));
  const state = () => resolve(suite, world.root, world.envelopes);
  const last = devices.at(-1);
  if (last === undefined) throw new Error('no device');
  expect(state().refused.map(({ reason, device }) => [reason, device])).toEqual([
    ['too-many', last.device.device],
  ]);
  // Nor by joining once more.
  const [first] = devices;
  if (first === undefined) throw new Error('no device');
  const again = world.deviceOf(world.plain, 'again');
  const rejoined = world.send(again, [world.joinOp(again)], [...world.seen(), ...sent]);
  expect(isAdmitted(state(), again.id, again.device.device)).toBe(false);
  const removed = world.send(world.plain, [removeDeviceOp(first, 1)], [...world.seen(), rejoined]);
  const next = world.deviceOf(world.plain, 'next');
  world.send(next, [world.deviceOp(next)], [...world.seen(), removed]);
  expect(isAdmitted(state(), next.id, next.device.device)).toBe(true);
});

describe('[T10] a further device', () => {
  it('comes in by its certificate alone, acts for its person, and says when it came', () => {
    const world = createHousehold();
    expect(world.isIn(world.phone)).toBe(true);
    world.then(world.phone, rename(world, 'from the phone'));
    expect(world.state().channels.get(world.channel)?.name).toBe('from the phone');
    const device = world.state().devices.get(world.phone.device.device);
    expect(device).toMatchObject({ member: world.owner.id, removed: null });
    expect(device?.addedAt).toBeGreaterThan(0);
  });

  it.each<
    readonly [string, (world: ReturnType<typeof createHousehold>) => OperationOf<'deviceAdded'>, string]
  >([
    [
      'with the certificate of another',
      (world) => ({
        type: 'deviceAdded',
        certificate: world.deviceOp(world.phone).certificate,
      }),
      'foreign-certificate',
    ],
    [
      'that certifies itself for somebody else',
      (world) => {
        const thief = world.deviceOf(world.plain, 'thief');
        const { certificate } = world.deviceOp(thief);
        return { type: 'deviceAdded', certificate: { ...certificate, member: world.owner.id } };
      },
      'bad-certificate',
    ],
    [
      'of who is no member',
      (world) => world.deviceOp(world.deviceOf(world.person('stranger'), 'thief')),
      'not-a-member',
    ],
    ['of who is banned', (world) => world.deviceOp(world.deviceOf(world.banned, 'thief')), 'banned'],
  ])('%s is refused', (_, op, reason) => {
    const world = createHousehold();
    const thief = world.deviceOf(world.plain, 'thief');
    world.then(thief, op(world));
    expect(world.state().refused.at(-1)?.reason).toBe(reason);
    expect(world.state().devices.has(thief.device.device)).toBe(false);
  });

  it('comes in during a timeout and while rules are owed: it is no act on the community', () => {
    const world = createHousehold();
    world.then(world.owner, timeoutOp(world.plain, later + 60_000));
    const tablet = world.deviceOf(world.plain, 'plain tablet');
    world.then(tablet, world.deviceOp(tablet));
    expect(world.isIn(tablet)).toBe(true);
  });
});

describe('[T11] a device removed', () => {
  it('writes nothing more, while its person goes on elsewhere; what it said before stays', () => {
    const world = createHousehold();
    world.then(world.phone, rename(world, 'from the phone'));
    world.then(world.owner, removeDeviceOp(world.phone, 2));
    world.then(world.phone, rename(world, 'from the removed phone'));
    expect(world.state().channels.get(world.channel)?.name).toBe('from the phone');
    expect(world.reasons()).toEqual([['device-removed', world.phone.device.device]]);
    world.then(world.owner, rename(world, 'from the desk'));
    expect(world.state().channels.get(world.channel)?.name).toBe('from the desk');
  });

  it('puts nobody out, though its person could: the owner’s lost telephone bans no member', () => {
    const world = createHousehold();
    world.then(world.owner, removeDeviceOp(world.phone, 1));
    world.then(world.phone, removeOp(world.plain, 1));
    expect(world.state().members.has(world.plain.id)).toBe(true);
    expect(world.reasons()).toEqual([['device-removed', world.phone.device.device]]);
  });

  it('is cut where its person says, however it dates what it wrote', () => {
    const world = createHousehold();
    const before = world.seen();
    world.then(world.owner, removeDeviceOp(world.phone, 1));
    world.send(world.phone, [rename(world, 'dated back')], before, later - 500_000);
    expect(world.state().channels.get(world.channel)?.name).toBe('general');
    expect(world.reasons()).toEqual([['after-removal', world.phone.device.device]]);
  });

  it('says no more in channels beyond the cut, nor knowing of it; the other devices do', () => {
    const world = createHousehold();
    const governance = createGovernance(suite, world.root);
    const then = resolve(suite, world.root, world.envelopes);
    world.then(world.owner, {
      ...removeDeviceOp(world.phone, 1),
      cuts: [
        ...removeDeviceOp(world.phone, 1).cuts,
        {
          stream: `channel/${world.channel}`,
          cut: { log: world.phone.log, length: 2, head: null },
        },
      ],
    });
    governance.add(world.envelopes);
    const now = governance.current();
    const said = (who: Person, number: number, seen: Community) =>
      authorshipOf(now, seen, {
        stream: channelStream(world.channel),
        log: who.log,
        number,
        device: who.device.device,
        ms: later,
      });
    expect(said(world.phone, 1, then).ok).toBe(true);
    expect(said(world.phone, 2, then)).toEqual({ ok: false, error: 'after-removal' });
    expect(said(world.phone, 9, now)).toEqual({ ok: false, error: 'not-a-member' });
    expect(said(world.tablet, 9, then).ok).toBe(true);
    expect(said(world.owner, 9, now).ok).toBe(true);
  });

  it('stays so: neither a new certificate nor a join brings it back', () => {
    const world = createHousehold();
    world.then(world.owner, removeDeviceOp(world.phone, 1));
    world.then(world.phone, world.deviceOp(world.phone));
    world.then(world.phone, world.joinOp(world.phone));
    expect(world.isIn(world.phone)).toBe(false);
    expect(world.reasons().map(([reason]) => reason)).toEqual(['device-removed', 'device-removed']);
  });

  it('is nobody else’s to remove, not even the owner’s', () => {
    const world = createHousehold();
    world.then(world.owner, removeDeviceOp(world.plainPhone, 1));
    expect(world.isIn(world.plainPhone)).toBe(true);
    expect(world.reasons()).toEqual([['unknown-target', world.owner.device.device]]);
  });

  it('may be the last: its person is a member still and comes in with another', () => {
    const world = createHousehold();
    world.then(world.plain, removeDeviceOp(world.plainPhone, 1));
    world.then(world.plain, removeDeviceOp(world.plain, world.plain.length));
    expect(world.isIn(world.plain)).toBe(false);
    const fresh = world.deviceOf(world.plain, 'from the words');
    world.then(fresh, world.deviceOp(fresh));
    expect(world.isIn(fresh)).toBe(true);
    expect(world.state().members.has(world.plain.id)).toBe(true);
  });

  it('is removed during a timeout too, and a raid undo doesn’t give it back', () => {
    const world = createHousehold();
    world.then(world.owner, timeoutOp(world.plain, later + 60_000));
    world.then(world.plain, removeDeviceOp(world.plainPhone, 1));
    expect(world.isIn(world.plainPhone)).toBe(false);
    world.then(world.owner, revertOp([world.plain], 1, later - 1));
    expect(world.isIn(world.plainPhone)).toBe(false);
  });

  it('gives no sign of the owner’s any more', () => {
    const world = createHousehold();
    world.then(world.owner, removeDeviceOp(world.phone, 1));
    const before = world.state().ownerSeenAt;
    world.send(world.phone, [{ type: 'ownerSeen' }], world.seen(), later + 900_000);
    expect(world.state().ownerSeenAt).toBe(before);
  });
});

describe('[T13] keys when a device goes', () => {
  it('the removal’s key is for all but that device, and no earlier one is written with', () => {
    const world = createHousehold();
    world.then(world.owner, {
      type: 'epochOpened',
      ...newEpoch(world, epochRecipients(world.state(), later)),
    });
    const state = world.state();
    expect(bestEpoch(state)).not.toBeNull();
    const without = epochRecipients(state, later, null, { device: world.phone.device.device });
    expect(without).not.toContainEqual(world.phone.device.agreement.publicKey);
    expect(without).toContainEqual(world.tablet.device.agreement.publicKey);
    world.then(world.owner, removeDeviceOp(world.phone, 1));
    expect(bestEpoch(world.state())).toBeNull();
    world.then(world.owner, {
      type: 'epochOpened',
      ...newEpoch(world, epochRecipients(world.state(), later)),
    });
    const best = bestEpoch(world.state());
    expect(best?.opened?.boxes.map(({ recipient }) => recipient)).not.toContainEqual(
      world.phone.device.agreement.publicKey,
    );
  });

  it('a private channel’s key that the person held is not written with, though the device never got a box', () => {
    const world = createHousehold();
    world.then(world.owner, {
      type: 'channelEpochOpened',
      channel: world.channel,
      ...newEpoch(world, [world.owner.device.agreement.publicKey]),
    });
    expect(bestEpoch(world.state(), world.channel)).not.toBeNull();
    world.then(world.owner, removeDeviceOp(world.phone, 1));
    expect(bestEpoch(world.state(), world.channel)).toBeNull();
  });

  it('an invite that the person made before is left out of new keys; one made after is not', () => {
    const world = createHousehold();
    const recipients = () =>
      epochRecipients(world.state(), later).map((key) => Buffer.from(key).toString('hex'));
    const hex = (key: Uint8Array) => Buffer.from(key).toString('hex');
    const before = world.newInvite('before');
    world.then(world.owner, world.inviteOp(before));
    expect(recipients()).toContain(hex(before.agreement.publicKey));
    world.then(world.owner, removeDeviceOp(world.phone, 1));
    const fresh = world.newInvite('after');
    world.then(world.owner, world.inviteOp(fresh));
    expect(recipients()).not.toContain(hex(before.agreement.publicKey));
    expect(recipients()).toContain(hex(fresh.agreement.publicKey));
  });
});

describe('at once', () => {
  it('[C21] two devices of one person remove each other: both are out', () => {
    const world = createHousehold();
    world.atOnce(
      [world.phone, removeDeviceOp(world.tablet, 1)],
      [world.tablet, removeDeviceOp(world.phone, 1)],
    );
    expect([world.isIn(world.phone), world.isIn(world.tablet), world.isIn(world.owner)]).toEqual([
      false,
      false,
      true,
    ]);
    expect(world.reasons()).toEqual([]);
  });

  it('[C22] a removed device, not knowing, takes away another and a channel’s name: neither counts', () => {
    const world = createHousehold();
    world.atOnce(
      [world.owner, removeDeviceOp(world.phone, 1)],
      [world.phone, removeDeviceOp(world.tablet, 1)],
      [world.phone, rename(world, 'mine')],
    );
    expect(world.isIn(world.tablet)).toBe(true);
    expect(world.state().channels.get(world.channel)?.name).toBe('general');
  });

  it('[C23] a device comes in while its person is banned: it stays out', () => {
    const world = createHousehold();
    const fresh = world.deviceOf(world.plain, 'plain tablet');
    const before = world.seen();
    world.send(fresh, [world.deviceOp(fresh)], before, later - 1_000);
    world.send(world.owner, [removeOp(world.plain, world.plain.length)], before, later);
    expect(world.isIn(fresh)).toBe(false);
    expect(world.reasons()).toEqual([['after-removal', fresh.device.device]]);
  });

  it('[C24] two devices remove a third at lengths 2 and 1: the smaller cut counts', () => {
    const world = createHousehold();
    world.then(world.phone, rename(world, 'from the phone'));
    world.atOnce(
      [world.owner, removeDeviceOp(world.phone, 2)],
      [world.tablet, removeDeviceOp(world.phone, 1)],
    );
    expect(world.state().channels.get(world.channel)?.name).toBe('general');
    expect(world.reasons().map(([reason]) => reason)).toEqual(['after-removal']);
  });

  it('[C25] a device is removed while its person is kicked: both stand, and who comes back comes without it', () => {
    const world = createHousehold();
    world.atOnce(
      [world.plain, removeDeviceOp(world.plainPhone, 1)],
      [
        world.owner,
        removeOp(world.plain, world.plain.length + 1, {
          ban: false,
          cuts: [
            {
              stream: 'governance',
              cut: { log: world.plain.log, length: world.plain.length + 1, head: null },
            },
          ],
        }),
      ],
    );
    expect(world.state().members.has(world.plain.id)).toBe(false);
    world.then(world.plain, world.joinOp(world.plain));
    expect(world.isIn(world.plain)).toBe(true);
    expect(world.isIn(world.plainPhone)).toBe(false);
  });

  it('[C26] what a device certified and brought in before its own removal stays: it is removed by itself', () => {
    const world = createHousehold();
    const other = world.bring(world.owner, 'desk');
    world.then(world.owner, removeDeviceOp(world.phone, 1));
    expect(world.isIn(other)).toBe(true);
    world.then(world.owner, removeDeviceOp(other, 1));
    expect(world.isIn(other)).toBe(false);
  });
});
