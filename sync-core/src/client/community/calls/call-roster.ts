/**
 * Who is in which call: said by each device in the sealed live room while it is in one, and never stored. What a
 * participant may do is asked of governance at the moment of asking, so that a modified client gains nothing:
 * the others neither show nor play who may not connect, speak or stream [T12, T15].
 */
import { bytesEqual, bytesToHex, err, hexToBytes, ok, unreachable } from '../../../base/index.ts';
import { can } from '../../../governance/index.ts';
import { type ChannelId, type DeviceId, limits, type MemberId } from '../../../model/index.ts';
import {
  type RoomMessage,
  roomMessageToBytes,
  type SignedVoiceOrder,
  type VoiceOrder,
} from '../../../protocol/index.ts';
import type { CallKeysView, CallParticipantView, CallView, VoicePlaceView } from '../../call-views.ts';
import { notAllowed, notFound, type Outcome } from '../../errors.ts';
import type { CommunityCore } from '../core.ts';
import type { CallMessage } from '../live-room.ts';
import { createFading } from '../room/fading.ts';
import { createCallKeys, type KeyHolder } from './call-keys.ts';
import { type CallWants, createCallWants } from './call-wants.ts';
import { inCall } from './in-call.ts';
import { participantView } from './participant.ts';
import { createVoiceOrders, permissionOf } from './voice-orders.ts';

type Said = Extract<RoomMessage, { readonly type: 'call' }>;
export type CallState = Pick<Said, 'muted' | 'deafened' | 'camera' | 'screen'>;

export type CallRoster = {
  /** In, and out of the call that this device was in before. `fingerprint`: SHA-256 as lower-case hex. */
  join(
    channel: ChannelId,
    fingerprint: string,
    state: CallState,
  ): Outcome<{ readonly session: string; readonly peerId: string }>;
  update(state: Partial<CallState>): void;
  leave(): void;
  /** What this device looks at, by device: said to those who send it. */
  want(wants: CallWants): void;
  order(order: Pick<VoiceOrder, 'channel' | 'target' | 'order'>): Outcome<Record<string, never>>;
  heard(from: DeviceId, message: CallMessage): void;
  /** Media of these comes in: they are there, even if their word doesn't get through (a relay is away). */
  alive(devices: readonly DeviceId[]): void;
  /** The room can be reached again. */
  online(): void;
  /** Permissions or the own address changed. */
  look(): void;
  calls(): readonly CallView[];
  /** Where somebody could be moved to, of what oneself sees. */
  placesFor(member: MemberId): readonly VoicePlaceView[];
  /** Whether frames are sealed from this page on, where the others can open them. */
  setSealing(on: boolean): void;
  keys(): CallKeysView;
  stop(): void;
};

/** Why the own call ended without the person's doing. */
export type CallEnd =
  | { readonly kind: 'not-allowed' }
  /** Other devices of the same person were there first, as many as a call takes of one. */
  | { readonly kind: 'devices'; readonly most: number }
  /** A moderator sent them on; null: out. */
  | { readonly kind: 'moved'; readonly to: ChannelId | null };

export type CallRosterDeps = {
  readonly core: CommunityCore;
  readonly say: (message: CallMessage, channel: ChannelId) => void;
  /** The own address at the signaling server; null without one. */
  readonly peerId: () => string | null;
  readonly onCalls: () => void;
  /** What frames are sealed and opened with changed. */
  readonly onKeys: () => void;
  readonly onEnded: (channel: ChannelId, end: CallEnd) => void;
};

const sessionBytes = 16;
/** Who comes and goes is answered at most so often: a relay lets everybody say only so much. */
const greetMs = 500;
const isSame = (one: Said, other: Said): boolean =>
  bytesEqual(roomMessageToBytes(one), roomMessageToBytes(other));

export const createCallRoster = (deps: CallRosterDeps): CallRoster => {
  const { core, say } = deps;
  const { suite, clock, governance, device, self } = core;
  const orders = createVoiceOrders(core);
  const keys = createCallKeys({
    core,
    say: (message) => own && say(message, own.channel),
    onKeys: deps.onKeys,
  });
  const watched = createCallWants({
    clock,
    self: device.device,
    say: (message) => own && say(message, own.channel),
    onWants: () => onCalls(),
  });
  const others = createFading<DeviceId, Said>({
    clock,
    lifeMs: limits.callSilenceMs,
    faded: () => onCalls(),
  });
  let own: Said | null = null;
  let cancelBeat: (() => void) | null = null;
  let cancelGreeting: (() => void) | null = null;

  const beat = (): void => {
    cancelBeat?.();
    cancelBeat = null;
    if (own === null) return;
    own = { ...own, seal: keys.announced() };
    say(own, own.channel);
    watched.repeat(own.session);
    cancelBeat = clock.schedule(limits.callBeatMs, beat);
  };

  const mayConnect = (member: MemberId, channel: ChannelId): boolean =>
    can(governance.current(), member, 'connect', { channel }, clock.now());

  /** This device too: one that was taken away is in no call. */
  const mayTakePart = (channel: ChannelId): boolean =>
    governance.presentMember(device.device) === self && mayConnect(self, channel);

  /** Somebody who was sent away and stays is in no call for the others. */
  const isIn = (member: MemberId, { channel, joinedAt }: Said): boolean =>
    mayConnect(member, channel) && orders.movedTo(channel, member, joinedAt) === undefined;

  const everyone = (): readonly (readonly [DeviceId, Said])[] => [
    ...(own === null ? [] : [[device.device, own] as const]),
    ...others.entries(),
  ];

  /** Who is in the call of this channel at this moment, whoever came first in front. */
  const presentIn = (channel: ChannelId) =>
    inCall(
      everyone().flatMap(([from, said]) => {
        const member = governance.presentMember(from);
        return said.channel === channel && member !== null && isIn(member, said)
          ? [{ device: from, member, said }]
          : [];
      }),
    );

  /** With whom keys are shared: whoever is in the own call at this moment, and nobody who isn't. */
  const keyHolders = (): readonly KeyHolder[] =>
    own === null
      ? []
      : presentIn(own.channel)
          .filter((one) => one.device !== device.device)
          .map((one) => ({ ...one.said, device: one.device }));

  const onCalls = (): void => {
    keys.look(keyHolders());
    deps.onCalls();
  };

  const viewOf = (from: DeviceId, member: MemberId, said: Said): CallParticipantView => {
    const { channel, session, seal } = said;
    return participantView(core, from, member, said, {
      place: { channel },
      serverMuted: orders.isMuted(channel, member),
      serverDeafened: orders.isDeafened(channel, member),
      seals: seal !== null,
      wants: watched.of(from, session),
    });
  };

  const calls = (): readonly CallView[] =>
    [...new Set(everyone().map(([, { channel }]) => channel))]
      .filter((channel) => can(governance.current(), self, 'viewChannel', { channel }, clock.now()))
      .map((channel) => ({
        channel,
        participants: presentIn(channel).map((one) => viewOf(one.device, one.member, one.said)),
      }))
      .filter(({ participants }) => participants.length > 0);

  const othersIn = (channel: ChannelId) => presentIn(channel).filter((one) => one.device !== device.device);
  const isFull = (channel: ChannelId): boolean => othersIn(channel).length >= limits.callParticipants;
  const hasOwnDevices = (channel: ChannelId): boolean =>
    othersIn(channel).filter(({ member }) => member === self).length >= limits.callDevices;

  const placesFor = (member: MemberId): readonly VoicePlaceView[] => {
    const { channels } = governance.current();
    return [...channels.values()]
      .filter(({ kind }) => kind === 'voice')
      .filter(({ id }) => can(governance.current(), self, 'viewChannel', { channel: id }, clock.now()))
      .map(({ id, name }) => ({
        channel: id,
        name,
        refusal: mayConnect(member, id) ? (isFull(id) ? 'full' : null) : 'no-permission',
      }));
  };

  /** Nobody is sent where they couldn't be. */
  const mayBeSent = ({ target, order }: Pick<VoiceOrder, 'target' | 'order'>): boolean =>
    order.type !== 'move' ||
    order.to === null ||
    (governance.current().channels.get(order.to)?.kind === 'voice' && mayConnect(target, order.to));

  const leave = (): void => {
    if (own === null) return;
    say({ type: 'callLeft', session: own.session }, own.channel);
    own = null;
    keys.end();
    cancelBeat?.();
    cancelBeat = null;
    watched.forget();
    onCalls();
  };

  const tellOrders = (signed: readonly SignedVoiceOrder[], channel: ChannelId): void => {
    if (signed.length > 0) say({ type: 'voiceOrders', orders: [...signed] }, channel);
  };

  /** Says who is here to whoever has come since, all of them at once. */
  const greet = (): void => {
    cancelGreeting = null;
    if (own === null) return;
    beat();
    tellOrders(orders.of(own.channel), own.channel);
  };

  /** The own call ends where one may not be any more. */
  const look = (): void => {
    if (own === null) return;
    const { channel, joinedAt } = own;
    const to = orders.movedTo(channel, self, joinedAt);
    const mayStay = to === undefined && mayTakePart(channel);
    if (mayStay && presentIn(channel).some((one) => one.device === device.device)) {
      const peerId = deps.peerId();
      if (peerId === null || peerId === own.peerId) return;
      own = { ...own, peerId };
      beat();
      onCalls();
      return;
    }
    leave();
    if (mayStay) deps.onEnded(channel, { kind: 'devices', most: limits.callDevices });
    else deps.onEnded(channel, to === undefined ? { kind: 'not-allowed' } : { kind: 'moved', to });
  };

  return {
    join(channel, fingerprint, state) {
      const community = governance.current();
      if (community.channels.get(channel)?.kind !== 'voice') return notFound;
      if (!mayTakePart(channel)) return notAllowed('connect');
      const peerId = deps.peerId();
      if (peerId === null) return err({ kind: 'no-signaling' });
      if (hasOwnDevices(channel)) return err({ kind: 'call-devices', most: limits.callDevices });
      if (isFull(channel)) return err({ kind: 'call-full', most: limits.callParticipants });
      leave();
      const session = suite.random.bytes(sessionBytes);
      const joinedAt = clock.now();
      own = {
        type: 'call',
        channel,
        session,
        peerId,
        fingerprint: hexToBytes(fingerprint),
        joinedAt,
        seal: null,
        ...state,
      };
      keys.begin(session);
      beat();
      onCalls();
      return ok({ session: bytesToHex(session), peerId });
    },
    update(state) {
      if (own === null) return;
      own = { ...own, ...state };
      beat();
      onCalls();
    },
    leave,
    want(wants) {
      if (own !== null) watched.set(own.session, wants);
    },
    order(order) {
      const permission = permissionOf(order.order);
      if (!can(governance.current(), self, permission, { channel: order.channel }, clock.now()))
        return notAllowed(permission);
      if (!mayBeSent(order)) return notAllowed('connect');
      tellOrders([orders.give(order)], order.channel);
      look();
      onCalls();
      return ok({});
    },
    heard(from, message) {
      switch (message.type) {
        case 'call': {
          const before = others.get(from);
          others.say(from, message);
          // Whoever comes later is told what was ordered before.
          if (before?.channel !== message.channel && own?.channel === message.channel)
            cancelGreeting ??= clock.schedule(greetMs, greet);
          if (before !== undefined && isSame(before, message)) break;
          // Of one's own devices another may have been there before this one.
          if (governance.presentMember(from) === self) look();
          onCalls();
          break;
        }
        case 'callLeft': {
          const known = others.get(from);
          const isThat = known !== undefined && bytesEqual(known.session, message.session);
          if (isThat && others.forget(from)) onCalls();
          break;
        }
        case 'callWants':
          // Only who is in the own call sends anything there, or is sent anything.
          if (own !== null && others.get(from)?.channel === own.channel) watched.heard(from, message);
          break;
        case 'callKeys':
          keys.heard(from, message);
          break;
        case 'voiceOrders':
          if (message.orders.filter(orders.heard).length === 0) break;
          look();
          onCalls();
          break;
        default:
          unreachable(message);
      }
    },
    alive(devices) {
      for (const one of devices) others.hold(one, limits.callAliveMs);
    },
    online: beat,
    look() {
      look();
      // Who may speak may be another now than a moment ago: whoever plays them is told.
      if (everyone().length > 0) onCalls();
      else keys.look(keyHolders());
    },
    calls,
    placesFor,
    setSealing(on) {
      keys.setSealing(on);
      beat();
      onCalls();
    },
    keys: keys.view,
    stop() {
      leave();
      cancelGreeting?.();
      watched.forget();
      others.stop();
    },
  };
};
