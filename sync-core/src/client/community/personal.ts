/**
 * What the person read and typed in this community, kept in two places: the community's tables at once, since
 * unread marks are queries over them and a draft must survive each keystroke; and the own document a little
 * later, which carries it to the person's other devices. The tables come first, so a crash between the two
 * leaves the document behind; whatever side is ahead then is found when the community opens (decision 0018).
 * A draft that was removed keeps an empty row until the document heard of it.
 */
import type { SelfKey, SelfPlace } from '../../documents/index.ts';
import { limits } from '../../model/index.ts';
import { StorageFailure } from '../../ports/index.ts';
import type { DraftRow, Place } from '../../storage/index.ts';
import { inBackground } from '../background.ts';
import type { EventSink } from '../events.ts';
import type { SelfState } from '../self/self-state.ts';
import { type Changes, noChanges } from './changes.ts';
import type { CommunityCommands } from './commands.ts';
import type { CommunityCore } from './core.ts';
import type { Inbound } from './inbound.ts';

type Followed = Pick<CommunityCommands, 'markRead' | 'saveDraft' | 'post'>;

export type Personal = {
  /** The same commands, of which the own document hears. */
  follow(commands: Followed): Followed;
  /** Both sides say what the other lacks. */
  settle(): void;
  /** Takes what another device changed. Resolves once it is in the tables. */
  merged(keys: readonly SelfKey[]): Promise<void>;
  /** Tells the document what it hasn't heard; the commits before it must be done. */
  close(): void;
};

export type PersonalDeps = {
  readonly core: CommunityCore;
  readonly self: SelfState;
  readonly inbound: Inbound;
  readonly publish: (changes: Changes) => void;
  readonly emit: EventSink;
};

const textOf = ({ channel, thread }: Place): string => `${channel}/${thread ?? ''}`;

export const createPersonal = ({ core, self, inbound, publish, emit }: PersonalDeps): Personal => {
  const { community, store, clock, logger, committer } = core;
  const here = ({ channel, thread }: Place): SelfPlace => ({ community, channel, thread });
  /** Places whose tables may be ahead of the document. */
  const ahead = new Map<string, Place>();
  let since = 0;
  let cancelTimer: (() => void) | null = null;
  let closed = false;

  /** Lets go of removed drafts that the document knows to be gone for good. */
  const forget = async (drafts: readonly DraftRow[]): Promise<void> => {
    try {
      await self.persist();
    } catch (thrown) {
      if (thrown instanceof StorageFailure) return;
      throw thrown;
    }
    // At the next opening then.
    if (closed) return;
    await committer.commit(() => {
      for (const draft of drafts) store.forgetDraft(draft, draft.updatedAt);
    });
  };

  const isRemoved = ({ text, replyTo }: DraftRow): boolean => text === '' && replyTo === null;

  /** Says of these places what the document doesn't know. Throws `StorageFailure`. */
  const say = (places: readonly Place[]): void => {
    const removed: DraftRow[] = [];
    self.change((set) => {
      for (const place of places) {
        const position = store.readPosition(place);
        if (position !== null) set({ kind: 'read', place: here(place) }, position);
        const draft = store.draft(place);
        if (draft === null) continue;
        const key = { kind: 'draft', place: here(place) } as const;
        if (isRemoved(draft)) removed.push(draft);
        if (draft.updatedAt <= (self.timeOf(key) ?? 0)) continue;
        const { text, replyTo, updatedAt } = draft;
        set(key, isRemoved(draft) ? null : { text, replyTo }, updatedAt);
      }
    });
    if (removed.length > 0) inBackground(logger, forget(removed));
  };

  const flush = (): void => {
    cancelTimer?.();
    cancelTimer = null;
    if (ahead.size === 0) return;
    try {
      say([...ahead.values()]);
      ahead.clear();
    } catch (thrown) {
      if (!(thrown instanceof StorageFailure)) throw thrown;
      schedule(limits.storageRetryMs);
    }
  };

  const schedule = (delayMs: number): void => {
    cancelTimer?.();
    cancelTimer = clock.schedule(delayMs, flush);
  };

  /** Gathers: reading and typing go on, and each piece would be an update that devices carry. */
  const note = (place: Place): void => {
    if (ahead.size === 0) since = clock.now();
    ahead.set(textOf(place), place);
    const most = Math.max(0, since + limits.selfRestMostMs - clock.now());
    schedule(Math.min(limits.selfRestMs, most));
  };

  /** Brings the tables after the document, in a commit. */
  const take = async (keys: readonly SelfKey[]): Promise<void> => {
    const drafts: Place[] = [];
    const changes = noChanges();
    const committed = await committer.commit(() => {
      drafts.length = 0;
      for (const key of keys) {
        if (key.kind === 'read') {
          const position = self.get(key);
          if (position !== null && store.markRead(key.place, position)) changes.delivery = true;
        }
        if (key.kind === 'draft') {
          const { text, replyTo } = self.get(key) ?? { text: '', replyTo: null };
          const at = self.timeOf(key) ?? 0;
          if (store.takeDraft(key.place, text, replyTo, at)) drafts.push(key.place);
          // Empty ones need no row: the document knows.
          store.forgetDraft(key.place, at);
        }
      }
    });
    if (!committed.ok) throw new StorageFailure(committed.error);
    if (drafts.length > 0) changes.delivery = true;
    publish(changes);
    for (const { channel, thread } of drafts) emit('draftChanged', { community, channel, thread });
  };

  const isHere = (key: SelfKey): boolean =>
    (key.kind === 'read' || key.kind === 'draft') && key.place.community === community;

  /** Whether the document says something of a place that the tables lack. */
  const isBehind = (key: SelfKey): boolean => {
    if (key.kind === 'read') return (store.readPosition(key.place) ?? '') < (self.get(key) ?? '');
    if (key.kind !== 'draft') return false;
    const at = store.draft(key.place)?.updatedAt ?? null;
    return at === null ? self.get(key) !== null : at < (self.timeOf(key) ?? 0);
  };

  const isKeyHere = (key: SelfKey): key is Extract<SelfKey, { kind: 'epochKey' }> =>
    key.kind === 'epochKey' && key.community === community;

  /** Keys that another device of the person has: what waited for them opens. */
  const open = async (keys: readonly Extract<SelfKey, { kind: 'epochKey' }>[]): Promise<void> => {
    const changes = noChanges();
    const committed = await committer.commit(() => {
      for (const key of keys) {
        const epochKey = self.get(key);
        if (epochKey) core.keys.add(key.epoch, epochKey);
      }
      inbound.keysCame(changes);
    });
    if (!committed.ok) throw new StorageFailure(committed.error);
    publish(changes);
  };

  return {
    follow: (commands) => ({
      async markRead(place, position) {
        const marked = await commands.markRead(place, position);
        if (marked.ok) note(place);
        return marked;
      },
      async saveDraft(place, text, replyTo) {
        const saved = await commands.saveDraft(place, text, replyTo);
        if (saved.ok) note(place);
        return saved;
      },
      async post(place, text, replyTo) {
        const posted = await commands.post(place, text, replyTo);
        if (posted.ok) note(place);
        return posted;
      },
    }),
    settle() {
      for (const place of [...store.readPositions(), ...store.draftRows()]) ahead.set(textOf(place), place);
      flush();
      const behind = [...self.keys('read'), ...self.keys('draft')].filter(isHere).filter(isBehind);
      if (behind.length === 0) return;
      const taken = take(behind).catch((thrown: unknown) => {
        // At the next opening then.
        if (!(thrown instanceof StorageFailure)) throw thrown;
      });
      inBackground(logger, taken);
    },
    async merged(keys) {
      const taken = keys.filter(isHere);
      if (taken.length > 0) await take(taken);
      const opening = keys.filter(isKeyHere);
      if (opening.length > 0) await open(opening);
    },
    close() {
      closed = true;
      flush();
      cancelTimer?.();
      cancelTimer = null;
    },
  };
};
