/**
 * The live room of one community: who is here, who types, and which heads each device holds.
 * Sealed with the epoch key and signed by the device; passed on by relays, never stored.
 */
import { type EpochKey, openRoomFrame, sealRoomFrame } from '../../crypto/index.ts';
import { audienceOf, isAdmitted } from '../../governance/index.ts';
import {
  type ChannelId,
  channelStream,
  type DeviceId,
  type EpochId,
  type LogId,
  limits,
  type MemberId,
  type MessageId,
  type Stream,
  streamToKey,
} from '../../model/index.ts';
import {
  bytesToRoomMessage,
  type GossipHead,
  type RoomMessage,
  roomMessageToBytes,
} from '../../protocol/index.ts';
import type { CommunityCore } from './core.ts';

export type KeysWanted = Extract<RoomMessage, { readonly type: 'keysWanted' }>;
export type KeysGiven = Extract<RoomMessage, { readonly type: 'keysGiven' }>;

export type Presence = 'online' | 'away';

export type LiveRoom = {
  receive(payload: Uint8Array): void;
  setPresence(presence: Presence): void;
  /** The own address at the signaling server, announced to the others; null for none. */
  setPeerId(peerId: string | null): void;
  typing(channel: ChannelId, thread: MessageId | null): void;
  /** This member's message arrived: they no longer type. */
  wrote(member: MemberId): void;
  /**
   * These logs grew: tell the others, gathered over a moment. The own log always; others' logs by about
   * limits.gossipers of those who are here, so that a message costs a room of n devices not n × n frames.
   */
  grown(logs: Iterable<{ readonly stream: Stream; readonly log: LogId }>, own: LogId): void;
  /** A link came up: say hello and what is held. */
  joined(): void;
  /** Governance changed: whoever spoke before they were known here is heard now. */
  membersChanged(): void;
  presenceOf(member: MemberId): Presence | 'offline';
  typingNow(): readonly {
    readonly channel: ChannelId;
    readonly thread: MessageId | null;
    readonly members: readonly MemberId[];
  }[];
  /** Asks for keys, under the newest key at hand: who asks lacks a better one. */
  askForKeys(message: KeysWanted): void;
  /** Gives keys, under the key that the asking frame had. */
  giveKeys(message: KeysGiven, epoch: EpochId): void;
  /** Signaling addresses of other devices that are here. */
  peers(): readonly { readonly device: DeviceId; readonly peerId: string }[];
  stop(): void;
};

export type LiveRoomDeps = {
  readonly core: CommunityCore;
  readonly send: (frame: Uint8Array) => void;
  readonly onPresence: () => void;
  readonly onTyping: () => void;
  readonly onPeers: () => void;
  readonly onHeads: (device: DeviceId, heads: readonly GossipHead[]) => void;
  readonly onKeysWanted: (device: DeviceId, message: KeysWanted, epoch: EpochId) => void;
  readonly onKeysGiven: (message: KeysGiven) => void;
};

type Seen = { presence: Presence; peerId: string | null; until: number };
type Typing = {
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
  readonly member: MemberId;
  until: number;
};

export const createLiveRoom = (deps: LiveRoomDeps): LiveRoom => {
  const { core } = deps;
  const { suite, community, device, keys, governance, clock, store } = core;
  const others = new Map<DeviceId, Seen>();
  const typists = new Map<DeviceId, Typing>();
  /** The last number heard of each device; numbers ahead of the clock apart, as a clock set back starts lower again. */
  const sequences = { due: new Map<DeviceId, number>(), ahead: new Map<DeviceId, number>() };
  /** Last presence of devices that governance doesn't know yet: a newcomer's word may overtake their joining. */
  const unheard = new Map<DeviceId, Uint8Array>();
  const grownLogs = new Map<string, { readonly stream: Stream; readonly log: LogId }>();
  let presence: Presence = 'online';
  let peerId: string | null = null;
  let sequence = 0;
  let told = 0;
  let lastTyping = 0;
  let cancelGossip: (() => void) | null = null;
  let cancelBeat: (() => void) | null = null;
  let cancelSweep: (() => void) | null = null;
  let stopped = false;

  /** Members say nothing under a key that someone removed may hold: a better one is on its way. */
  const keyOf = (message: RoomMessage): EpochKey | null => {
    const state = governance.current();
    if (!isAdmitted(state, core.self, device.device)) return keys.latest(state);
    const audience = message.type === 'typing' ? audienceOf(state, channelStream(message.channel)) : null;
    return keys.writing(state, audience);
  };

  const say = (message: RoomMessage, key: EpochKey | null = keyOf(message)): void => {
    if (key === null || stopped) return;
    sequence = Math.max(sequence + 1, clock.now());
    const frame = sealRoomFrame(suite, {
      community,
      epoch: key.epoch,
      epochKey: key.key,
      device: device.device,
      deviceSecretKey: device.signing.secretKey,
      sequence,
      payload: roomMessageToBytes(message),
    });
    if (frame.ok) deps.send(frame.value);
  };

  const sayPresence = (): void => say({ type: 'presence', status: presence, peerId });

  const beat = (): void => {
    sayPresence();
    cancelBeat = clock.schedule(limits.presenceMs, beat);
  };

  const headOf = ({ stream, log }: { readonly stream: Stream; readonly log: LogId }): GossipHead | null => {
    const chain = store.chain(stream, log);
    return chain && chain.head !== null ? { stream, log, length: chain.length, head: chain.head } : null;
  };

  /** Tells as many heads as a frame holds; the rest goes with the next. */
  const gossip = (): void => {
    cancelGossip = null;
    const heads: GossipHead[] = [];
    for (const [key, place] of grownLogs) {
      if (heads.length >= limits.headsPerGossip) break;
      grownLogs.delete(key);
      const head = headOf(place);
      if (head) heads.push(head);
    }
    if (heads.length > 0) say({ type: 'heads', heads });
    if (grownLogs.size > 0) cancelGossip = clock.schedule(limits.gossipMs, gossip);
  };

  const noteGrown = (logs: Iterable<{ readonly stream: Stream; readonly log: LogId }>): void => {
    for (const entry of logs) grownLogs.set(`${streamToKey(entry.stream)} ${entry.log}`, entry);
    if (grownLogs.size > 0) cancelGossip ??= clock.schedule(limits.gossipMs, gossip);
  };

  const isTeller = (): boolean => {
    if (others.size <= limits.gossipers) return true;
    const [high = 0, low = 0] = suite.random.bytes(2);
    return (high * 256 + low) / 65_536 < limits.gossipers / others.size;
  };

  /** What a newcomer is told of the rest: a frame's worth, going on where the last one ended. */
  const someOfAllHeld = (): readonly { readonly stream: Stream; readonly log: LogId }[] => {
    const all = store.streams().flatMap((stream) => store.vector(stream).map(({ log }) => ({ stream, log })));
    const some = [...all.slice(told), ...all.slice(0, told)].slice(0, limits.headsPerGossip);
    told = all.length === 0 ? 0 : (told + some.length) % all.length;
    return some;
  };

  /** Nobody is kept longer from now than at their last word: the clock may have been set back since. */
  const shorten = (now: number): void => {
    for (const seen of others.values()) seen.until = Math.min(seen.until, now + 2 * limits.presenceMs);
    for (const entry of typists.values()) entry.until = Math.min(entry.until, now + 2 * limits.typingMs);
  };

  /** Forgets who fell silent; runs again when the next is due. */
  const sweep = (): void => {
    cancelSweep?.();
    cancelSweep = null;
    const now = clock.now();
    shorten(now);
    let left = false;
    let stoppedTyping = false;
    for (const [id, seen] of others) if (seen.until <= now) left = others.delete(id) || left;
    for (const [key, entry] of typists)
      if (entry.until <= now) stoppedTyping = typists.delete(key) || stoppedTyping;
    if (left) {
      deps.onPresence();
      deps.onPeers();
    }
    if (stoppedTyping) deps.onTyping();
    const next = Math.min(...[...others.values(), ...typists.values()].map(({ until }) => until));
    if (Number.isFinite(next) && !stopped) cancelSweep = clock.schedule(Math.max(1, next - now), sweep);
  };

  const hear = (from: DeviceId, member: MemberId, message: RoomMessage, epoch: EpochId): void => {
    const now = clock.now();
    switch (message.type) {
      case 'presence': {
        const before = others.get(from);
        others.set(from, {
          presence: message.status,
          peerId: message.peerId,
          until: now + 2 * limits.presenceMs,
        });
        if (!before) {
          sayPresence();
          if (isTeller()) noteGrown(someOfAllHeld());
        }
        if (before?.presence !== message.status) deps.onPresence();
        if (before?.peerId !== message.peerId) deps.onPeers();
        break;
      }
      case 'typing':
        // One place a device: who types elsewhere has stopped here.
        typists.set(from, {
          channel: message.channel,
          thread: message.thread,
          member,
          until: now + 2 * limits.typingMs,
        });
        deps.onTyping();
        break;
      case 'heads':
        deps.onHeads(from, message.heads);
        break;
      case 'keysWanted':
        deps.onKeysWanted(from, message, epoch);
        break;
      case 'keysGiven':
        deps.onKeysGiven(message);
        break;
      case 'leaving':
        if (others.delete(from)) {
          deps.onPresence();
          deps.onPeers();
        }
        break;
    }
    sweep();
  };

  const memberOf = (from: DeviceId): MemberId | null => {
    const member = governance.memberOf(from);
    return member !== null && governance.current().members.has(member) ? member : null;
  };

  const keepForLater = (from: DeviceId, payload: Uint8Array): void => {
    unheard.delete(from);
    unheard.set(from, payload);
    for (const oldest of unheard.keys()) {
      if (unheard.size <= limits.unknownSpeakers) break;
      unheard.delete(oldest);
    }
  };

  const receive = (payload: Uint8Array): void => {
    const opened = openRoomFrame(suite, community, payload, keys.get);
    if (!opened.ok || opened.value.device === device.device) return;
    const { device: from, sequence: number } = opened.value;
    const heard = number > clock.now() + limits.clockDriftMs ? sequences.ahead : sequences.due;
    if (number <= (heard.get(from) ?? -1)) return;
    const message = bytesToRoomMessage(opened.value.payload);
    if (!message.ok) return;
    const member = memberOf(from);
    if (member === null) {
      if (message.value.type === 'presence') keepForLater(from, payload);
      return;
    }
    heard.set(from, number);
    hear(from, member, message.value, opened.value.epoch);
  };

  return {
    receive,
    membersChanged() {
      for (const [from, payload] of [...unheard]) {
        if (memberOf(from) === null) continue;
        unheard.delete(from);
        receive(payload);
      }
    },
    setPresence(next) {
      if (presence === next) return;
      presence = next;
      sayPresence();
    },
    setPeerId(next) {
      if (peerId === next) return;
      peerId = next;
      sayPresence();
    },
    typing(channel, thread) {
      const now = clock.now();
      if (Math.abs(now - lastTyping) < limits.typingMs) return;
      lastTyping = now;
      say({ type: 'typing', channel, thread });
    },
    wrote(member) {
      // The next message's typing is news again.
      if (member === core.self) lastTyping = 0;
      let changed = false;
      for (const [key, entry] of typists)
        if (entry.member === member) changed = typists.delete(key) || changed;
      if (changed) deps.onTyping();
    },
    grown(logs, own) {
      const tells = isTeller();
      noteGrown([...logs].filter(({ log }) => tells || log === own));
    },
    askForKeys: (message) => say(message, keys.latest(governance.current())),
    giveKeys(message, epoch) {
      const key = keys.get(epoch);
      say(message, key && { epoch, key });
    },
    joined() {
      cancelBeat?.();
      beat();
    },
    presenceOf(member) {
      let best: Presence | 'offline' = 'offline';
      for (const [id, seen] of others) {
        if (governance.memberOf(id) !== member) continue;
        if (seen.presence === 'online') return 'online';
        best = seen.presence;
      }
      return best;
    },
    typingNow() {
      const places = new Map<string, { channel: ChannelId; thread: MessageId | null; members: MemberId[] }>();
      for (const { channel, thread, member } of typists.values()) {
        const key = `${channel}${thread ?? ''}`;
        const place = places.get(key) ?? { channel, thread, members: [] };
        if (!place.members.includes(member)) place.members.push(member);
        places.set(key, place);
      }
      return [...places.values()];
    },
    peers: () =>
      [...others].flatMap(([id, { peerId: address }]) =>
        address === null ? [] : [{ device: id, peerId: address }],
      ),
    stop() {
      say({ type: 'leaving' });
      stopped = true;
      for (const cancel of [cancelBeat, cancelGossip, cancelSweep]) cancel?.();
    },
  };
};
