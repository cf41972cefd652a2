/**
 * Whether a message calls for the person's attention by a system notification, and if not, why. One pure
 * function for all of it; what is before the person's eyes is the page's to know, and left to it.
 */
import type { QuietHours } from '../../documents/index.ts';
import type { NotificationLevel } from '../../model/index.ts';
import { isQuiet, type ToLocal } from './quiet.ts';

/** The nearest way in which a message speaks to the person: by name, by a role of theirs, by `@everyone`. */
export type Spoken = 'direct' | 'role' | 'everyone';

export type MessageFacts = {
  readonly mine: boolean;
  /** Deleted, hidden or edited since it came: what it said then isn't told any more. */
  readonly gone: boolean;
  /** A line that nobody typed, or that was imported. */
  readonly system: boolean;
  /** Beyond what the person has read. */
  readonly unread: boolean;
  readonly at: number;
  /** Every way in which it speaks to the person. */
  readonly spoken: ReadonlySet<Spoken>;
};

export type AttentionPrefs = {
  /** System notifications at all. */
  readonly enabled: boolean;
  readonly quiet: QuietHours;
  /** Of the place, its category or its community. */
  readonly muted: boolean;
  readonly level: NotificationLevel;
  readonly suppressEveryone: boolean;
  readonly suppressRoles: boolean;
};

export type SilentBecause =
  | 'off'
  | 'own'
  | 'gone'
  | 'system'
  | 'read'
  | 'history'
  | 'quiet'
  | 'muted'
  | 'nothing'
  | 'not-spoken-to';
export type Notice =
  | { readonly notify: true; readonly reason: 'mention' | 'message' }
  | { readonly notify: false; readonly because: SilentBecause };

/** Older messages are history: shown as marks, not announced. */
export const historyMs = 24 * 60 * 60 * 1000;

/** Whether it speaks to the person in a way that they let call them. */
export const isSpokenTo = (
  spoken: ReadonlySet<Spoken>,
  { suppressEveryone, suppressRoles }: Pick<AttentionPrefs, 'suppressEveryone' | 'suppressRoles'>,
): boolean =>
  spoken.has('direct') ||
  (spoken.has('role') && !suppressRoles) ||
  (spoken.has('everyone') && !suppressEveryone);

const silent = (because: SilentBecause): Notice => ({ notify: false, because });

export const shouldNotify = (
  facts: MessageFacts,
  prefs: AttentionPrefs,
  nowMs: number,
  toLocal?: ToLocal,
): Notice => {
  if (!prefs.enabled) return silent('off');
  if (facts.mine) return silent('own');
  if (facts.gone) return silent('gone');
  if (facts.system) return silent('system');
  if (!facts.unread) return silent('read');
  if (facts.at < nowMs - historyMs) return silent('history');
  if (prefs.muted) return silent('muted');
  if (prefs.level === 'nothing') return silent('nothing');
  const mention = isSpokenTo(facts.spoken, prefs);
  if (!mention && prefs.level === 'mentions') return silent('not-spoken-to');
  if (isQuiet(prefs.quiet, nowMs, toLocal)) return silent('quiet');
  return { notify: true, reason: mention ? 'mention' : 'message' };
};
