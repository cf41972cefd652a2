/** What the client tells its owner: past tense, by id; the owner re-reads what it shows. */
import type { ChannelId, CommunityId, DeviceId, MemberId, MessageId, RingId } from '../model/index.ts';
import type { StorageError } from '../ports/index.ts';
import type { CallEnd } from './community/calls/call-roster.ts';
import type { NoteResetReason } from './document-views.ts';
import type { PairEnd, RingEnd, RingOutcome } from './ringing-views.ts';

type RingEvent = { readonly community: CommunityId; readonly ring: RingId; readonly member: MemberId };

export type ClientEvents = {
  profileChanged: Record<string, never>;
  settingsChanged: Record<string, never>;
  communitiesChanged: Record<string, never>;
  /** The person's devices, or how far finding everything again has come. */
  devicesChanged: Record<string, never>;
  /** A device is being linked. */
  pairingChanged: Record<string, never>;
  /** What may call for the person's attention: levels, mutes, do-not-disturb. */
  attentionChanged: Record<string, never>;
  /** Channels, categories, marks, permissions or connection of one community. */
  sidebarChanged: { readonly community: CommunityId };
  membersChanged: { readonly community: CommunityId };
  /** Anything that the community's rules, people or places are made of. */
  governanceChanged: { readonly community: CommunityId };
  /** Messages were added at the newest end of a place. `thread` null is the channel itself. */
  timelineAppended: {
    readonly community: CommunityId;
    readonly channel: ChannelId;
    readonly thread: MessageId | null;
    readonly mine: boolean;
  };
  /** Messages changed in place; `messages` null: re-read the page (older ones arrived, or a verdict changed). */
  timelineChanged: {
    readonly community: CommunityId;
    readonly channel: ChannelId;
    readonly messages: readonly MessageId[] | null;
  };
  typingChanged: { readonly community: CommunityId };
  /** Somebody looks at a page of a channel, or no longer does. */
  lookersChanged: { readonly community: CommunityId; readonly channel: ChannelId };
  /** Who is in which call, or what they do there. */
  callsChanged: { readonly community: CommunityId };
  /** What frames of the own call are sealed and opened with: re-read `callKeys`. */
  callKeysChanged: { readonly community: CommunityId };
  /** The own call ended without the person's doing. */
  callEnded: { readonly community: CommunityId; readonly channel: ChannelId; readonly end: CallEnd };
  /** What rings here, or is rung from here. */
  ringingChanged: Record<string, never>;
  /** The own ring came to nothing. */
  ringOutEnded: RingEvent & { readonly outcome: RingOutcome };
  /** It rings here no more, and no call came of it here. */
  ringInEnded: RingEvent & { readonly end: RingEnd };
  /** A ring was answered, here or there: the page joins the call of two. */
  pairBegan: RingEvent;
  /** The call of two ended without the person's doing. */
  pairEnded: RingEvent & { readonly end: PairEnd };
  missedCallsChanged: Record<string, never>;
  /** A call was missed of which the person shall be told now. */
  callMissed: Omit<RingEvent, 'ring'>;
  /** A draft was typed or removed on another device of the person. */
  draftChanged: {
    readonly community: CommunityId;
    readonly channel: ChannelId;
    readonly thread: MessageId | null;
  };
  /** Somebody else's change of an open note, as a Yjs update. */
  noteUpdated: { readonly session: string; readonly update: Uint8Array };
  /** Where somebody is in an open note, as an awareness frame of their client id; null: nowhere any more. */
  noteCaret: {
    readonly session: string;
    readonly device: DeviceId;
    readonly member: MemberId;
    readonly frame: Uint8Array | null;
  };
  /** The page has to open its note anew. */
  noteReset: { readonly session: string; readonly reason: NoteResetReason };
  /** Notes, boards or comments of a channel and its threads say something else. */
  documentsChanged: { readonly community: CommunityId; readonly channel: ChannelId };
  /** A message arrived that the person wants to be told of: it speaks to them, or any does there. */
  noticed: {
    readonly reason: 'mention' | 'message';
    readonly community: CommunityId;
    readonly channel: ChannelId;
    readonly thread: MessageId | null;
    readonly message: MessageId;
    readonly title: string;
    readonly body: string;
  };
  /** A frame for a direct link, or that the page should close it. */
  directSend: { readonly link: string; readonly frame: Uint8Array };
  directClose: { readonly link: string };
  directChanged: { readonly community: CommunityId };
  /** Acts of the own person, or about them, don't count any more or count after all: `overturned` tells. */
  actsOverturned: { readonly community: CommunityId; readonly acts: number };
  /** This device's data was restored or copied, and its other life was heard of. */
  deviceForked: { readonly community: CommunityId };
  storageFailed: { readonly kind: StorageError['kind'] };
};
export type ClientEventName = keyof ClientEvents;

export type EventSink = <K extends ClientEventName>(name: K, detail: ClientEvents[K]) => void;

export type Emitter = {
  emit: EventSink;
  /** Returns its own end. */
  listen<K extends ClientEventName>(name: K, listener: (detail: ClientEvents[K]) => void): () => void;
};

type Listeners = { [K in ClientEventName]?: Set<(detail: ClientEvents[K]) => void> };

export const createEmitter = (): Emitter => {
  const listeners: Listeners = {};
  const setOf = <K extends ClientEventName>(name: K): Set<(detail: ClientEvents[K]) => void> => {
    const existing: Listeners[K] = listeners[name];
    if (existing) return existing;
    const made = new Set<(detail: ClientEvents[K]) => void>();
    Object.assign(listeners, { [name]: made });
    return made;
  };
  return {
    emit(name, detail) {
      for (const listener of [...setOf(name)]) listener(detail);
    },
    listen(name, listener) {
      setOf(name).add(listener);
      return () => setOf(name).delete(listener);
    },
  };
};
