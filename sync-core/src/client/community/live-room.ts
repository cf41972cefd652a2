/**
 * The live room of one community: who is here, who types, who is in a call, and which heads each device holds.
 * Sealed with the epoch key and signed by the device; passed on by relays, never stored. Here frames are sealed,
 * opened and handed to the part in `room/` that knows what they mean.
 */
import { unreachable } from '../../base/index.ts';
import { type EpochKey, openRoomFrame, sealRoomFrame } from '../../crypto/index.ts';
import { audienceOf, isAdmitted } from '../../governance/index.ts';
import {
  type ChannelId,
  channelStream,
  type DeviceId,
  type DocumentStream,
  documentToKey,
  type EpochId,
  isDocumentStream,
  type LogId,
  limits,
  type MemberId,
  type MessageId,
  type Stream,
} from '../../model/index.ts';
import {
  bytesToRoomMessage,
  type GossipHead,
  type RoomMessage,
  roomMessageToBytes,
} from '../../protocol/index.ts';
import type { CommunityCore } from './core.ts';
import { createGossip } from './room/gossip.ts';
import { createHere, type Presence } from './room/here.ts';
import { createLookers } from './room/lookers.ts';
import { createTypists, type TypingPlace } from './room/typists.ts';

export type { Presence } from './room/here.ts';

export type KeysWanted = Extract<RoomMessage, { readonly type: 'keysWanted' }>;
export type KeysGiven = Extract<RoomMessage, { readonly type: 'keysGiven' }>;
/** What is said to some devices only, still closed. */
export type SealedAside = Extract<RoomMessage, { readonly type: 'aside' }>;
/** What is said of calls: for the roster of those who are in one. */
export type CallMessage = Extract<
  RoomMessage,
  { readonly type: 'call' | 'callLeft' | 'voiceOrders' | 'callWants' | 'callKeys' }
>;

/** What is said of open pages of notes and boards. */
export type DocumentMessage = Extract<RoomMessage, { readonly type: 'documentCaret' | 'documentOpened' }>;

export type LiveRoom = {
  receive(payload: Uint8Array): void;
  setPresence(presence: Presence): void;
  /** The own address at the signaling server, announced to the others; null for none. */
  setPeerId(peerId: string | null): void;
  typing(channel: ChannelId, thread: MessageId | null): void;
  /** This member's message arrived: they no longer type. */
  wrote(member: MemberId): void;
  /** These logs grew: the others are told, gathered over a moment. */
  grown(logs: Iterable<{ readonly stream: Stream; readonly log: LogId }>, own: LogId): void;
  /** A link came up: say hello and what is held. */
  joined(): void;
  /** Governance changed: whoever spoke before they were known here is heard now. */
  membersChanged(): void;
  presenceOf(member: MemberId): Presence | 'offline';
  typingNow(): readonly TypingPlace[];
  /** The page that is looked at here, said until it is another or none. */
  look(document: DocumentStream, on: boolean): void;
  /** Others who look at it. */
  lookersOf(document: DocumentStream): readonly MemberId[];
  /** Asks for keys, under the newest key at hand: who asks lacks a better one. */
  askForKeys(message: KeysWanted): void;
  /** Gives keys, under the key that the asking frame had. */
  giveKeys(message: KeysGiven, epoch: EpochId): void;
  /** Says something of a call to those who may see its channel. */
  sayInCall(message: CallMessage, channel: ChannelId): void;
  /** Says something of a page to those who may see its channel. */
  sayOfDocument(message: DocumentMessage, channel: ChannelId): void;
  /** Says something that only some devices can open. */
  sayAside(message: SealedAside): void;
  /** Devices of somebody that are here. */
  devicesOf(member: MemberId): readonly DeviceId[];
  /** Signaling addresses of other devices that are here. */
  peers(): readonly { readonly device: DeviceId; readonly peerId: string }[];
  stop(): void;
};

export type LiveRoomDeps = {
  readonly core: CommunityCore;
  readonly send: (frame: Uint8Array) => void;
  readonly onPresence: () => void;
  readonly onTyping: () => void;
  readonly onLookers: (document: DocumentStream) => void;
  /** Somebody else says that they look at it, again and again. */
  readonly onLooked: (document: DocumentStream) => void;
  readonly onPeers: () => void;
  readonly onHeads: (device: DeviceId, heads: readonly GossipHead[]) => void;
  readonly onKeysWanted: (device: DeviceId, message: KeysWanted, epoch: EpochId) => void;
  readonly onKeysGiven: (message: KeysGiven) => void;
  readonly onCall: (device: DeviceId, message: CallMessage) => void;
  readonly onDocument: (device: DeviceId, member: MemberId, message: DocumentMessage) => void;
  readonly onAside: (device: DeviceId, member: MemberId, message: SealedAside) => void;
  /** A device of this member is here now, that wasn't before. */
  readonly onCame: (member: MemberId) => void;
};

export const createLiveRoom = (deps: LiveRoomDeps): LiveRoom => {
  const { core } = deps;
  const { suite, community, device, keys, governance, clock } = core;
  /** The last number heard of each device; numbers ahead of the clock apart, as a clock set back starts lower again. */
  const sequences = { due: new Map<DeviceId, number>(), ahead: new Map<DeviceId, number>() };
  /** Last presence of devices that governance doesn't know yet: a newcomer's word may overtake their joining. */
  const unheard = new Map<DeviceId, Uint8Array>();
  let presence: Presence = 'online';
  let peerId: string | null = null;
  let sequence = 0;
  let lastTyping = 0;
  let cancelBeat: (() => void) | null = null;
  let stopped = false;

  /** Members say nothing under a key that someone removed may hold: a better one is on its way. */
  const keyFor = (channel: ChannelId | null): EpochKey | null => {
    const state = governance.current();
    if (!isAdmitted(state, core.self, device.device)) return keys.latest(state);
    return keys.writing(state, channel === null ? null : audienceOf(state, channelStream(channel)));
  };

  const say = (message: RoomMessage, key: EpochKey | null = keyFor(null)): void => {
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
    sayLook();
    cancelBeat = clock.schedule(limits.presenceMs, beat);
  };

  const here = createHere({
    clock,
    memberOf: governance.presentMember,
    onPresence: deps.onPresence,
    onPeers: deps.onPeers,
  });
  const typists = createTypists(clock, deps.onTyping);
  const lookers = createLookers(clock, deps.onLookers);
  let looking: DocumentStream | null = null;
  const sayLook = (): void => {
    if (looking) say({ type: 'documentLooked', document: looking, on: true }, keyFor(looking.channel));
  };
  const gossip = createGossip({
    core,
    othersHere: here.size,
    tell: (heads) => say({ type: 'heads', heads }),
  });

  const hear = (from: DeviceId, member: MemberId, message: RoomMessage, epoch: EpochId): void => {
    switch (message.type) {
      case 'presence':
        if (!here.heard(from, { presence: message.status, peerId: message.peerId })) break;
        sayPresence();
        gossip.welcome();
        deps.onCame(member);
        break;
      case 'typing':
        typists.heard(from, { channel: message.channel, thread: message.thread, member });
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
      case 'documentLooked':
        if (!isDocumentStream(message.document)) break;
        if (message.on) deps.onLooked(message.document);
        // Who comes sees who is there already.
        if (lookers.heard(from, { document: message.document, member }, message.on)) sayLook();
        break;
      case 'leaving':
        here.left(from);
        lookers.left(from);
        break;
      case 'call':
      case 'callLeft':
      case 'voiceOrders':
      case 'callWants':
      case 'callKeys':
        deps.onCall(from, message);
        break;
      case 'documentCaret':
      case 'documentOpened':
        deps.onDocument(from, member, message);
        break;
      case 'aside':
        deps.onAside(from, member, message);
        break;
      default:
        unreachable(message);
    }
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
    const member = governance.presentMember(from);
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
        if (governance.presentMember(from) === null) continue;
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
      say({ type: 'typing', channel, thread }, keyFor(channel));
    },
    wrote(member) {
      // The next message's typing is news again.
      if (member === core.self) lastTyping = 0;
      typists.wrote(member);
    },
    grown: gossip.grown,
    askForKeys: (message) => say(message, keys.latest(governance.current())),
    giveKeys(message, epoch) {
      const key = keys.get(epoch);
      say(message, key && { epoch, key });
    },
    sayInCall: (message, channel) => say(message, keyFor(channel)),
    sayOfDocument: (message, channel) => say(message, keyFor(channel)),
    sayAside: (message) => say(message),
    devicesOf: here.devicesOf,
    joined() {
      cancelBeat?.();
      beat();
    },
    presenceOf: here.presenceOf,
    typingNow: typists.now,
    look(document, on) {
      if (on) {
        looking = document;
        return sayLook();
      }
      if (looking && documentToKey(looking) === documentToKey(document)) looking = null;
      say({ type: 'documentLooked', document, on: false }, keyFor(document.channel));
    },
    lookersOf: lookers.now,
    peers: here.peers,
    stop() {
      say({ type: 'leaving' });
      stopped = true;
      cancelBeat?.();
      for (const part of [here, typists, lookers, gossip]) part.stop();
    },
  };
};
