/** Events: what changed, past tense; the UI re-reads what it shows. */
import type { ClientEvents, ImportProgress } from '@maru/sync-core';

/** The core's own events that reach the UI as they are. */
type Passed = Pick<
  ClientEvents,
  | 'settingsChanged'
  | 'communitiesChanged'
  | 'sidebarChanged'
  | 'membersChanged'
  | 'governanceChanged'
  | 'actsOverturned'
  | 'timelineAppended'
  | 'timelineChanged'
  | 'typingChanged'
  | 'lookersChanged'
  | 'callsChanged'
  | 'callEnded'
  | 'callKeysChanged'
  | 'ringingChanged'
  | 'ringOutEnded'
  | 'ringInEnded'
  | 'pairBegan'
  | 'pairEnded'
  | 'missedCallsChanged'
  | 'callMissed'
  | 'draftChanged'
  | 'noteUpdated'
  | 'noteCaret'
  | 'noteReset'
  | 'documentsChanged'
  | 'attentionChanged'
  /** Shown as a system notification where allowed. */
  | 'noticed'
  | 'devicesChanged'
  | 'pairingChanged'
  | 'directSend'
  | 'directClose'
  /** The list of directly reachable peers changed: re-read `direct`. */
  | 'directChanged'
  /** The other life of restored or copied data was heard of. */
  | 'deviceForked'
>;

export type Events = Passed & {
  /** The result of the `app` query changed. */
  appChanged: Record<string, never>;
  importProgressed: ImportProgress;
  storageFailed: { readonly kind: 'full' | 'corrupt' | 'io' | 'busy' };
};
export type EventName = keyof Events;
