/**
 * One open place (a channel or a thread): a contiguous run of its messages, extended by pages in both
 * directions. Never reorders what the host gave. `shift` is true for a change at the run's start, so
 * that the virtual list keeps what is being read in place. The run is bounded: before a page is added
 * at one end, what is far off at the other is let go.
 */
import type { ChannelId, CommunityId, MessageId, MessageView, Position, TimelinePage } from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { HostBridge, HostError } from '../../contract/index.ts';
import { createRefresher } from './refresher.ts';

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
  loadOlder(): Promise<void>;
  loadNewer(): Promise<void>;
  /** The newest end is in view: nothing is unseen, and the host may mark it read. */
  reachedEnd(): void;
  markUnreadFrom(message: MessageId): void;
  dispose(): void;
};

const joinAfter = (known: readonly MessageView[], page: readonly MessageView[]): readonly MessageView[] => {
  const last = known.at(-1);
  const added = last ? page.filter((message) => message.position > last.position) : page;
  return added.length === 0 ? known : [...known, ...added];
};

/** With more changes off screen than this, the page is read again as a whole. */
const rereadAbove = 400;

/**
 * Replaces what changed, and puts in what arrived late: someone who was offline wrote it before what
 * is shown at the end. What belongs beyond either end is left to paging.
 */
const mergeChanged = (
  { messages, hasOlder }: Pick<TimelineState, 'messages' | 'hasOlder'>,
  fresh: readonly MessageView[],
  thread: MessageId | null,
): readonly MessageView[] => {
  const byId = new Map(fresh.map((message) => [message.id, message]));
  const replaced = messages.map((message) => byId.get(message.id) ?? message);
  const known = new Set(messages.map(({ id }) => id));
  const first = messages[0];
  const last = messages.at(-1);
  if (!first || !last) return replaced;
  const late = fresh.filter(
    ({ id, thread: within, position }) =>
      !known.has(id) &&
      within === thread &&
      position < last.position &&
      (!hasOlder || position > first.position),
  );
  if (late.length === 0) return replaced;
  return [...replaced, ...late].sort((a, b) => (a.position < b.position ? -1 : 1));
};

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

  const ask = (anchor: Parameters<typeof bridge.query<'timeline'>>[1]['anchor']) =>
    bridge.query('timeline', { ...place, anchor, limit: pageSize });

  const replace = (page: TimelinePage, target: MessageId | null, keepRead: boolean) =>
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

  const loadNewest = async () => {
    const page = await ask({ kind: 'newest' });
    if (disposed) return;
    if (page.ok) replace(page.value, null, get().status === 'ready');
    else set({ status: 'failed', error: page.error });
  };

  // One page at a time: two in flight would overlap.
  let paging = false;
  const loadOlder = async () => {
    const { messages, hasOlder, generation } = get();
    const first = messages[0];
    if (!hasOlder || paging || !first) return;
    paging = true;
    if (messages.length > keptMessages)
      set({ messages: messages.slice(0, keptMessages), hasNewer: true, shift: false });
    const page = await ask({ kind: 'before', position: first.position });
    paging = false;
    if (disposed || !page.ok || get().generation !== generation) return;
    set((state) => ({
      messages: [...page.value.messages, ...state.messages],
      hasOlder: page.value.hasOlder,
      shift: true,
    }));
  };

  const extend = async (): Promise<void> => {
    const { messages, generation, status } = get();
    if (status !== 'ready') return;
    const last = messages.at(-1);
    const page = await ask(last ? { kind: 'after', position: last.position } : { kind: 'newest' });
    if (disposed || !page.ok || get().generation !== generation) return;
    set((state) => ({
      messages: joinAfter(state.messages, page.value.messages),
      hasNewer: page.value.hasNewer,
      shift: false,
    }));
  };
  const readAppended = createRefresher(extend);

  const loadNewer = async () => {
    const { messages, hasNewer } = get();
    if (!hasNewer || paging) return;
    paging = true;
    if (messages.length > keptMessages)
      set({ messages: messages.slice(-keptMessages), hasOlder: true, shift: true });
    await extend();
    paging = false;
  };

  const rereadPage = createRefresher(async () => {
    // Older ones arrived between those shown: read the run again around its middle.
    const { messages, generation, hasNewer } = get();
    const first = messages[0];
    const last = messages.at(-1);
    if (!first || !last) return void (await loadNewest());
    const rows: MessageView[] = [];
    let from: TimelinePage['messages'][number] | null = null;
    do {
      const page = await ask(
        from ? { kind: 'after', position: from.position } : { kind: 'around', message: first.id },
      );
      if (disposed || !page.ok || get().generation !== generation) return;
      const fresh = page.value.messages.filter(
        (message) => message.position >= first.position && (!hasNewer || message.position <= last.position),
      );
      if (fresh.length === 0) break;
      rows.push(...fresh.filter((message) => !from || message.position > from.position));
      from = page.value.hasNewer ? (rows.at(-1) ?? null) : null;
    } while (from && from.position < last.position);
    const older = await ask({ kind: 'before', position: first.position });
    set({ messages: rows, shift: false, hasOlder: older.ok && older.value.messages.length > 0 });
  });

  let changed = new Set<MessageId>();
  const rereadChanged = createRefresher(async () => {
    const shown = new Set(get().messages.map((message) => message.id));
    const asked = [...changed];
    changed = new Set();
    const unknown = asked.filter((id) => !shown.has(id));
    if (unknown.length > rereadAbove) return void rereadPage();
    for (let at = 0; at < asked.length; at += 200) {
      const fresh = await bridge.query('messages', {
        community: place.community,
        ids: asked.slice(at, at + 200),
      });
      if (disposed || !fresh.ok) return;
      set((state) => ({ messages: mergeChanged(state, fresh.value, place.thread), shift: false }));
    }
  });

  const isHere = (detail: { community: CommunityId; channel: ChannelId }) =>
    detail.community === place.community && detail.channel === place.channel;
  const ends = [
    bridge.listen('timelineAppended', (detail) => {
      if (!isHere(detail) || detail.thread !== place.thread) return;
      if (!detail.mine) set((state) => ({ unseen: state.unseen + 1 }));
      // What is read stays: whoever wrote goes to the newest end by themselves.
      if (!get().hasNewer) void readAppended();
    }),
    bridge.listen('timelineChanged', (detail) => {
      if (!isHere(detail)) return;
      if (detail.messages === null) return void rereadPage();
      for (const id of detail.messages) changed.add(id);
      void rereadChanged();
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
