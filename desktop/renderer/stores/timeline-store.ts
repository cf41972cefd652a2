/**
 * One open place (a channel or a thread): a contiguous run of its messages, extended by pages in both
 * directions. Never reorders what the host gave. `shift` is true for a change at the run's start, so
 * that the virtual list keeps what is being read in place. The run is bounded: before a page is added
 * at one end, what is far off at the other is let go.
 *
 * The run is read and changed in turns, one page each, so that a flood of events costs one read at a
 * time and no answer overwrites a later one. Who reads at the newest end stays there however much
 * arrives: what is more than a page behind gives way to the newest page. Who reads further up is not moved.
 */
import type { ChannelId, CommunityId, MessageId, MessageView, Position, TimelinePage } from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostBridge, HostError } from '../../contract/index.ts';
import { joinAfter, mergeChanged } from './message-run.ts';

export type Place = {
  readonly community: CommunityId;
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
};

export type TimelineState = {
  readonly status: 'loading' | 'ready' | 'failed';
  readonly messages: readonly MessageView[];
  readonly hasOlder: boolean;
  readonly hasNewer: boolean;
  /** Where reading stood when the place was opened: the line "new" is drawn after it. */
  readonly readPosition: Position | null;
  readonly shift: boolean;
  /** Grows when the run was replaced: the list starts afresh. */
  readonly generation: number;
  /** The message to bring into view after a replacement; null for the newest. */
  readonly target: MessageId | null;
  /** Messages of others appended since the newest end was last in view. */
  readonly unseen: number;
  readonly error: HostError | null;
};

export const pageSize = 60;
/** Dozens of screens: a longer run costs frames with every page and shows nothing more. */
export const keptMessages = 900;

export type TimelineStore = {
  readonly store: StoreApi<TimelineState>;
  loadNewest(): Promise<void>;
  loadAround(message: MessageId): Promise<boolean>;
  /** The run around where reading stopped, when that lies before what is loaded. */
  loadUnread(): Promise<void>;
  /** `mayShift` is asked when the page is here: what says no has to ask for it again. */
  loadOlder(mayShift: () => boolean): Promise<void>;
  loadNewer(): Promise<void>;
  /** The newest end is in view: nothing is unseen, and the host may mark it read. */
  reachedEnd(): void;
  /** Whether the newest end is what is read: then it is kept in the run. Asked again for each new run. */
  follow(atEnd: boolean): void;
  markUnreadFrom(message: MessageId): void;
  dispose(): void;
};

/** With more changes off screen than this and than the run is long, the run is read again as a whole. */
const rereadAbove = 400;
/** So many changed messages are asked for at once. */
const askedAtOnce = 200;

/** What the host told since the last turn. */
type Told = { appended: boolean; reread: boolean; readonly changed: Set<MessageId> };
const nothing = (): Told => ({ appended: false, reread: false, changed: new Set() });

export const createTimelineStore = (bridge: HostBridge, place: Place): TimelineStore => {
  const store = createStore<TimelineState>(() => ({
    status: 'loading',
    messages: [],
    hasOlder: false,
    hasNewer: false,
    readPosition: null,
    shift: false,
    generation: 0,
    target: null,
    unseen: 0,
    error: null,
  }));
  const { getState: get, setState: set } = store;
  let disposed = false;
  let marked: Position | null = null;
  let heldUnread = false;
  let following = false;
  let told = nothing();

  const ask = (anchor: Parameters<typeof bridge.query<'timeline'>>[1]['anchor']) =>
    bridge.query('timeline', { ...place, anchor, limit: pageSize });

  const replace = (page: TimelinePage, target: MessageId | null, keepRead: boolean) => {
    // The list says where it stands in the new run as soon as it has drawn it.
    following = false;
    set((state) => ({
      status: 'ready',
      messages: page.messages,
      hasOlder: page.hasOlder,
      hasNewer: page.hasNewer,
      readPosition: keepRead ? state.readPosition : page.readPosition,
      shift: false,
      generation: state.generation + 1,
      target,
      unseen: 0,
      error: null,
    }));
    // Told while the page was on its way: perhaps newer than it.
    if (isTold()) settleSoon();
  };

  const loadNewest = async () => {
    const page = await ask({ kind: 'newest' });
    if (disposed) return;
    if (page.ok) replace(page.value, null, get().status === 'ready');
    else set({ status: 'failed', error: page.error });
  };

  let turn: Promise<void> = Promise.resolve();
  const inTurn = (task: () => Promise<void>): Promise<void> => {
    turn = turn.then(task);
    return turn;
  };

  /** One page more at the newest end. Says what was read. */
  const extend = async (): Promise<readonly MessageView[] | 'replaced'> => {
    const { messages, generation } = get();
    const last = messages.at(-1);
    const page = await ask(last ? { kind: 'after', position: last.position } : { kind: 'newest' });
    if (disposed || !page.ok || get().generation !== generation) return [];
    if (page.value.hasNewer && following) {
      await loadNewest();
      return 'replaced';
    }
    set((state) => ({
      messages: joinAfter(state.messages, page.value.messages),
      hasNewer: page.value.hasNewer,
      shift: false,
    }));
    return page.value.messages;
  };

  const readAppended = async (): ReturnType<typeof extend> => {
    const { messages, hasNewer } = get();
    if (hasNewer) return [];
    if (messages.length > keptMessages) {
      if (following) set({ messages: messages.slice(-keptMessages), hasOlder: true, shift: true });
      else {
        set({ hasNewer: true });
        return [];
      }
    }
    return extend();
  };

  let paging = false;
  /** Asked for with every scroll: once until it is there. */
  const page = async (task: () => Promise<void>): Promise<void> => {
    if (paging) return;
    paging = true;
    await inTurn(task);
    paging = false;
  };

  const loadOlder = (mayShift: () => boolean) =>
    page(async () => {
      const { messages, hasOlder, generation } = get();
      const first = messages[0];
      if (!hasOlder || !first) return;
      if (messages.length > keptMessages)
        set({ messages: messages.slice(0, keptMessages), hasNewer: true, shift: false });
      const older = await ask({ kind: 'before', position: first.position });
      if (disposed || !older.ok || get().generation !== generation || !mayShift()) return;
      set((state) => ({
        messages: [...older.value.messages, ...state.messages],
        hasOlder: older.value.hasOlder,
        shift: true,
      }));
    });

  const loadNewer = () =>
    page(async () => {
      const { messages, hasNewer } = get();
      if (!hasNewer) return;
      if (messages.length > keptMessages)
        set({ messages: messages.slice(-keptMessages), hasOlder: true, shift: true });
      await extend();
    });

  /** Older ones arrived between those shown: reads the run again, page by page, from its first message on. */
  const reread = async () => {
    const { messages, generation } = get();
    const first = messages[0];
    const last = messages.at(-1);
    if (!first || !last) return void (await loadNewest());
    const rows: MessageView[] = [];
    let from: MessageView | null = null;
    do {
      const page = await ask(
        from ? { kind: 'after', position: from.position } : { kind: 'around', message: first.id },
      );
      if (disposed || !page.ok || get().generation !== generation) return;
      const after: Position | null = from?.position ?? null;
      const fresh: readonly MessageView[] = page.value.messages.filter(({ position }) =>
        after === null ? position >= first.position : position > after,
      );
      rows.push(...fresh.filter(({ position }) => position <= last.position));
      from = page.value.hasNewer ? (fresh.at(-1) ?? null) : null;
    } while (from && from.position < last.position);
    if (rows.length === 0) return void (await loadNewest());
    const older = await ask({ kind: 'before', position: first.position });
    if (disposed || get().generation !== generation) return;
    set({ messages: rows, shift: false, hasOlder: older.ok && older.value.messages.length > 0 });
  };

  const rereadChanged = async (ids: readonly MessageId[]) => {
    const { generation } = get();
    const fresh = await bridge.query('messages', { community: place.community, ids: [...ids] });
    if (disposed || !fresh.ok || get().generation !== generation) return;
    const last = get().messages.at(-1);
    const beyond = fresh.value.some(
      ({ thread, position }) => thread === place.thread && (!last || position > last.position),
    );
    // A key or the time has come for what nobody could read: it may stand at the end.
    if (beyond) told.appended = true;
    const messages = mergeChanged(get(), ids, fresh.value, place.thread);
    if (messages !== get().messages) set({ messages, shift: false });
  };

  const isLong = (changed: ReadonlySet<MessageId>): boolean => {
    const shown = new Set(get().messages.map(({ id }) => id));
    return [...changed].filter((id) => !shown.has(id)).length > Math.max(rereadAbove, shown.size);
  };

  /** Deals with one part of what was told and leaves the rest to the next turn. */
  const settleOne = async () => {
    const { appended, reread: whole, changed } = told;
    // What is told from here on may be newer than the answers.
    told = nothing();
    if (appended) {
      const read = await readAppended();
      if (read === 'replaced') return;
      // The host tells a change before it answers what was asked after it: what was read is no older than this.
      for (const { id } of read) {
        changed.delete(id);
        told.changed.delete(id);
      }
      if (whole) told.reread = true;
      for (const id of changed) told.changed.add(id);
    } else if (whole || isLong(changed)) await reread();
    else {
      const ids = [...changed];
      for (const id of ids.slice(askedAtOnce)) told.changed.add(id);
      if (ids.length > 0) await rereadChanged(ids.slice(0, askedAtOnce));
    }
  };

  const isTold = () => told.appended || told.reread || told.changed.size > 0;
  let due = false;
  const settleSoon = (): void => {
    if (due) return;
    due = true;
    void inTurn(async () => {
      due = false;
      // Nothing is shown yet that could be out of date.
      if (disposed || get().status !== 'ready') return;
      await settleOne();
      if (isTold()) settleSoon();
    });
  };

  const isHere = (detail: { community: CommunityId; channel: ChannelId }) =>
    detail.community === place.community && detail.channel === place.channel;
  const ends = [
    bridge.listen('timelineAppended', (detail) => {
      if (!isHere(detail) || detail.thread !== place.thread) return;
      if (!detail.mine) set((state) => ({ unseen: state.unseen + 1 }));
      // What is read stays: whoever wrote goes to the newest end by themselves.
      told.appended = true;
      settleSoon();
    }),
    bridge.listen('timelineChanged', (detail) => {
      if (!isHere(detail)) return;
      if (detail.messages === null) told.reread = true;
      else for (const id of detail.messages) told.changed.add(id);
      settleSoon();
    }),
  ];

  return {
    store,
    loadNewest,
    loadOlder,
    loadNewer,
    loadAround: async (message) => {
      const page = await ask({ kind: 'around', message });
      if (disposed || !page.ok) return false;
      if (!page.value.messages.some(({ id }) => id === message)) return false;
      replace(page.value, message, get().status === 'ready');
      return true;
    },
    loadUnread: async () => {
      const { readPosition } = get();
      if (readPosition === null) return;
      const after = await ask({ kind: 'after', position: readPosition });
      const first = after.ok ? after.value.messages[0] : undefined;
      if (disposed || !after.ok || !first) return;
      const before = await ask({ kind: 'before', position: first.position });
      if (disposed || !before.ok) return;
      const messages = [...before.value.messages, ...after.value.messages];
      replace({ ...after.value, messages, hasOlder: before.value.hasOlder }, null, true);
    },
    reachedEnd: () => {
      const { messages, hasNewer } = get();
      const last = messages.at(-1);
      if (hasNewer || !last) return;
      if (get().unseen > 0) set({ unseen: 0 });
      if (heldUnread || (marked !== null && marked >= last.position)) return;
      marked = last.position;
      void bridge.command('markRead', { ...place, position: last.position });
    },
    follow: (atEnd) => {
      following = atEnd;
    },
    markUnreadFrom: (message) => {
      const { messages } = get();
      const index = messages.findIndex(({ id }) => id === message);
      const before = messages[index - 1];
      if (!before) return;
      heldUnread = true;
      set({ readPosition: before.position });
      void bridge.command('markRead', { ...place, position: before.position });
    },
    dispose: () => {
      disposed = true;
      for (const end of ends) end();
    },
  };
};
