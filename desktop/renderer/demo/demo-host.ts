/** An in-memory HostBridge for screenshots and UI tests: what the real host answers, without one. */
import type {
  ChannelId,
  CommunityId,
  MessageId,
  MessageView,
  SettingsView,
  SidebarView,
  TimelinePage,
} from '@maru/sync-core';
import { err, ok, permissionNames } from '@maru/sync-core';
import type {
  AppView,
  CommandInputs,
  Events,
  HostBridge,
  HostError,
  QueryInputs,
  QueryOutputs,
} from '../../contract/index.ts';
import { defaultSettings } from '../stores/app-store.ts';
import { createAuditDemo } from './areas/audit.ts';
import { createBoardsDemo } from './areas/boards.ts';
import { createCallsDemo } from './areas/calls.ts';
import { createDevicesDemo } from './areas/devices.ts';
import { createDocumentsDemo } from './areas/documents.ts';
import { createInvitesDemo, type OutsideScene, outsideOf, placesOf } from './areas/invites.ts';
import { createModerationDemo } from './areas/moderation.ts';
import { createNotificationsDemo } from './areas/notifications.ts';
import { createPeopleDemo } from './areas/people.ts';
import { createRingingDemo } from './areas/ringing.ts';
import { createRolesDemo } from './areas/roles.ts';
import { createStructureDemo, structureCase } from './areas/structure.ts';
import { documentHits, embedTalk } from './boards/board-talk.ts';
import { callPlace, callScene } from './calls/call-scenes.ts';
import { createDemoCall, type DemoCall } from './calls/demo-call.ts';
import { askedFor } from './demo-area.ts';
import {
  categories,
  channelId,
  channels,
  connection,
  longTalk,
  memberId,
  members,
  message,
  people,
  shortTalk,
  summary,
} from './demo-data.ts';
import { everyState, heldMessages, importedLog, todaysScene } from './demo-scene.ts';

export type DemoScene =
  | 'ready'
  | 'first-run'
  | 'empty'
  | 'offline'
  | 'catching-up'
  | 'owned'
  | 'storage'
  | 'fresh'
  | 'reminder'
  | OutsideScene
  /** Far behind: the unread begin long before the newest page. */
  | 'behind'
  /** Own messages in every state. */
  | 'states'
  /** Messages that only their authors and the moderators see. */
  | 'held'
  | 'loading'
  | 'long'
  | 'load-fails';
export type DemoHost = {
  readonly bridge: HostBridge;
  emit<K extends keyof Events>(name: K, detail: Events[K]): void;
  say(text: string, who?: number): void;
  readonly call: DemoCall;
};

const phrase =
  'maple river quiet lantern stone orbit winter paper garden silver moment bridge candle forest harbor pencil ribbon saddle timber velvet walnut yellow zebra anchor';

export const createDemoHost = (
  scene: DemoScene,
  now: number,
  patch: Pick<SettingsView, 'language' | 'theme' | 'density' | 'textSize'>,
  /** Which case of the structure's pages is shown. */
  structureShown: string | null = null,
): DemoHost => {
  const listeners = new Map<string, Set<(detail: never) => void>>();
  const emit = (name: string, detail: unknown) => {
    for (const listener of listeners.get(name) ?? []) listener(detail as never);
  };
  let settings: SettingsView = { ...defaultSettings, ...patch };
  let app: AppView = {
    status: scene === 'first-run' ? 'no-profile' : scene === 'owned' ? 'owned-elsewhere' : 'ready',
    profile:
      scene === 'first-run'
        ? null
        : {
            member: memberId(0),
            name: people[0] ?? '',
            colour: 'jade',
            recoveryConfirmed: scene !== 'reminder',
          },
    storage: 'opfs',
  };
  const link =
    scene === 'offline'
      ? connection({
          status: 'offline',
          since: now - 47 * 60_000,
          unsent: 3,
          problem: 'unreachable',
          directPeers: 0,
        })
      : scene === 'catching-up'
        ? connection({ status: 'catching-up', missing: 1_240, total: 8_412 })
        : connection();
  const outside = outsideOf(scene, now);
  const summaries =
    scene === 'first-run' || scene === 'empty'
      ? []
      : outside !== null
        ? [summary(0, { membership: outside })]
        : [0, 1, 2, 3].map((index) => summary(index, { connection: link }));
  const sidebars = new Map<string, SidebarView>(
    summaries.map((community, index) => [
      community.id,
      {
        community,
        ...placesOf(scene, now, {
          categories: categories(),
          channels: channels(index * 100 + 200).slice(0, scene === 'fresh' ? 0 : 12),
        }),
        systemChannel: null,
        permissions: outside === null ? [...permissionNames] : [],
      },
    ]),
  );
  for (const [id, sidebar] of sidebars) sidebars.set(id, structureCase(structureShown, now, sidebar));
  const messages = new Map<ChannelId, MessageView[]>();
  const drafts = new Map<string, string>([[`${channelId(203)} ${null}`, '오늘 읽은 문장 중에']]);
  const main = channelId(201);
  if (summaries.length > 0) {
    messages.set(main, [
      ...longTalk(main, now, scene === 'long' ? 100_000 : 5_000),
      ...(scene === 'states'
        ? everyState(main, now)
        : scene === 'held'
          ? heldMessages(main, now)
          : todaysScene(main, now)),
    ]);
    messages.set(channelId(202), longTalk(channelId(202), now, 40));
    messages.set(channelId(203), longTalk(channelId(203), now, 14));
    messages.set(channelId(204), shortTalk(channelId(204), now));
    messages.set(channelId(200), [
      message(
        channelId(200),
        now - 86_400_000 * 2,
        1,
        '# 11월 모임 안내\n이번 달은 『토지』 1부를 읽어요. 장소는 그대로예요.',
      ),
    ]);
    messages.set(channelId(209), importedLog(channelId(209), now));
    messages.set(channelId(205), embedTalk(channelId(205), now));
  }
  const host = messages.get(main)?.find((one) => one.threadInfo);
  const thread = host
    ? [
        '고마워요, 마침 찾고 있었어요.',
        '2번 항목은 다음 주로 미뤄도 될까요?',
        'Of course, no rush at all.',
        '그럼 제가 표로 정리해 둘게요.',
        '표 좋아요 🙌',
      ].map((text, index) =>
        message(main, now - (60 - index * 8) * 60_000, [3, 1, 2, 0, 7][index] ?? 1, text, {
          thread: host.id,
        }),
      )
    : [];

  const rowsOf = (channel: ChannelId, at: MessageId | null): readonly MessageView[] => {
    if (at === null) return messages.get(channel) ?? [];
    return thread.filter((one) => one.thread === at);
  };
  const page = ({ channel, thread: at, anchor, limit }: QueryInputs['timeline']): TimelinePage => {
    const rows = rowsOf(channel, at);
    const around = anchor.kind === 'around' ? rows.findIndex(({ id }) => id === anchor.message) : -1;
    const [from, to] = (() => {
      switch (anchor.kind) {
        case 'newest':
          return [rows.length - limit, rows.length];
        case 'before': {
          const end = rows.findIndex(({ position }) => position >= anchor.position);
          return [end - limit, end];
        }
        case 'after': {
          const start = rows.findLastIndex(({ position }) => position <= anchor.position) + 1;
          return [start, start + limit];
        }
        case 'around':
          return around < 0 ? [0, 0] : [around - limit / 2, around + limit / 2];
      }
    })();
    const start = Math.max(0, from);
    return {
      messages: rows.slice(start, to),
      hasOlder: start > 0,
      hasNewer: to < rows.length,
      readPosition: rows.at(channel === main ? (scene === 'behind' ? -400 : -5) : -1)?.position ?? null,
    };
  };
  const find = (id: MessageId) => [...messages.values(), thread].flat().find((one) => one.id === id);
  const change = (id: MessageId, next: (one: MessageView) => MessageView) => {
    for (const rows of [...messages.values(), thread]) {
      const index = rows.findIndex((one) => one.id === id);
      const known = rows[index];
      if (!known) continue;
      rows[index] = next(known);
      emit('timelineChanged', { community: summaries[0]?.id, channel: known.channel, messages: [id] });
    }
  };
  const post = (
    input: Pick<CommandInputs['postMessage'], 'community' | 'channel' | 'thread' | 'text'>,
    who: number,
    replyTo: MessageId | null,
  ) => {
    const original = replyTo ? find(replyTo) : undefined;
    const posted = message(input.channel, Math.max(now, Date.now()), who, input.text, {
      thread: input.thread,
      state: who === 0 ? { kind: 'saved' } : null,
      replyTo: original
        ? { id: original.id, author: original.author, excerpt: original.text, deleted: false }
        : null,
    });
    if (input.thread) thread.push(posted);
    else messages.set(input.channel, [...(messages.get(input.channel) ?? []), posted]);
    emit('timelineAppended', {
      community: input.community,
      channel: input.channel,
      thread: input.thread,
      mine: who === 0,
    });
    return posted;
  };

  const call = createDemoCall(callScene(askedFor('call')), () =>
    emit('callsChanged', { community: callPlace.community }),
  );
  const changeSidebar = (community: CommunityId, next: (sidebar: SidebarView) => SidebarView): void => {
    const sidebar = sidebars.get(community);
    if (sidebar) sidebars.set(community, next(sidebar));
    emit('sidebarChanged', { community });
    emit('governanceChanged', { community });
  };
  const areas = [
    createStructureDemo({
      now,
      shown: structureShown,
      sidebar: (community) => sidebars.get(community),
      change: changeSidebar,
    }),
    createRolesDemo(now),
    createPeopleDemo(now),
    createInvitesDemo(now, (community) => changeSidebar(community, (same) => same)),
    createCallsDemo(() => call.participants()),
    createRingingDemo({ now, asked: askedFor('ring'), emit }),
    createAuditDemo(now),
    createBoardsDemo({ now, asked: askedFor('board'), emit }),
    createModerationDemo(now, scene === 'fresh', (community) => changeSidebar(community, (same) => same)),
    createNotificationsDemo({
      now,
      sidebar: (community) => sidebars.get(community),
      change: changeSidebar,
      tell: () => emit('attentionChanged', {}),
    }),
    createDevicesDemo(now),
    createDocumentsDemo(now, emit),
  ];
  const queries: { [K in keyof QueryInputs]?: (input: QueryInputs[K]) => QueryOutputs[K] | HostError } = {
    app: () => app,
    communities: () => summaries,
    sidebar: ({ community }) => sidebars.get(community) ?? { kind: 'not-found' },
    timeline: page,
    messages: ({ ids }) => ids.map(find).filter((one) => one !== undefined),
    members: () => members(),
    search: ({ text }) => {
      const hits = (messages.get(main) ?? [])
        .filter((one) => one.text.includes(text))
        .slice(-30)
        .reverse();
      return {
        hits: hits.map((one) => ({
          message: one,
          channelName: '모두의-마루',
          ranges: [[one.text.indexOf(text), one.text.indexOf(text) + text.length]] as const,
        })),
        hasMore: hits.length === 30,
        documents: documentHits(text),
      };
    },
    draft: ({ channel, thread: root }) => ({ text: drafts.get(`${channel} ${root}`) ?? '', replyTo: null }),
    typing: () =>
      scene === 'ready'
        ? [
            {
              channel: main,
              thread: null,
              members: [
                { member: memberId(3), name: '박서연' },
                { member: memberId(5), name: 'Priya Raman' },
              ],
            },
          ]
        : [],
    settings: () => settings,
    recoveryPhrase: () => ({ phrase }),
    previewInvite: ({ link: text }) =>
      text.includes('join')
        ? {
            community: summary(3).id,
            name: '동네 천문대',
            relayUrl: 'wss://relay.maru.example',
            alreadyMember: false,
          }
        : { kind: 'invalid-link', reason: 'malformed' },
    imports: () => [],
    direct: () => null,
    ...Object.assign({}, ...areas.map((area) => area.queries)),
  };
  const commands: { [K in keyof CommandInputs]?: (input: CommandInputs[K]) => unknown } = {
    createProfile: ({ name, colour }) => {
      app = {
        ...app,
        status: 'ready',
        profile: { member: memberId(0), name, colour, recoveryConfirmed: false },
      };
      queueMicrotask(() => emit('appChanged', {}));
      return { phrase };
    },
    saveSettings: (next) => {
      settings = {
        ...settings,
        ...(Object.fromEntries(
          Object.entries(next).filter(([, value]) => value !== undefined),
        ) as Partial<SettingsView>),
      } as SettingsView;
      emit('settingsChanged', {});
      return {};
    },
    saveDraft: ({ channel, thread: root, text }) => {
      drafts.set(`${channel} ${root}`, text);
      return {};
    },
    postMessage: (input) =>
      input.text.includes('fail!')
        ? { kind: 'storage', error: { kind: 'full' } }
        : { message: post(input, 0, input.replyTo).id },
    editMessage: ({ message: id, text }) => {
      change(id, (one) => ({ ...one, text, editedAt: now }));
      return {};
    },
    deleteMessage: ({ message: id }) => {
      change(id, (one) => ({ ...one, text: '', deleted: true, reactions: [] }));
      return {};
    },
    react: ({ message: id, emoji, on }) => {
      change(id, (one) => {
        const known = one.reactions.find((reaction) => reaction.emoji === emoji);
        const rest = one.reactions.filter((reaction) => reaction.emoji !== emoji);
        const count = (known?.count ?? 0) + (on ? 1 : -1);
        return {
          ...one,
          reactions: count > 0 ? [...rest, { emoji, count, mine: on, names: ['하늘'] }] : rest,
        };
      });
      return {};
    },
    confirmRecovery: (input) => (input.phrase.trim() === phrase ? {} : { kind: 'invalid-phrase' }),
    startImport: () => {
      const id = 'demo';
      queueMicrotask(() =>
        emit('importProgressed', {
          id,
          phase: 'writing',
          files: 34,
          filesDone: 21,
          lines: 128_400,
          messages: 121_883,
          skippedDoubles: 0,
          malformed: 42,
          elapsedMs: 9_300,
        }),
      );
      return { id, community: summary(0).id };
    },
    ...Object.assign({}, ...areas.map((area) => area.commands)),
  };
  // A refusal is the only answer with a `kind` among commands; queries say which they are.
  const isError = (value: unknown): value is HostError =>
    typeof value === 'object' && value !== null && 'kind' in value && !Array.isArray(value);
  const answer = (value: unknown) => (isError(value) ? err(value) : ok(value)) as never;
  const bridge: HostBridge = {
    query: async (name, input) => {
      // As from a port: never within the event that asked.
      await new Promise((done) => setTimeout(done));
      if (name === 'timeline' && scene === 'loading') await new Promise(() => undefined);
      if (name === 'timeline' && scene === 'load-fails') return answer({ kind: 'internal' });
      return answer(queries[name]?.(input as never) ?? { kind: 'not-found' });
    },
    command: async (name, input) => {
      if ('text' in input && input.text.includes('slow')) await new Promise((done) => setTimeout(done, 300));
      return answer(commands[name]?.(input as never) ?? {});
    },
    listen: (name, listener) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set.add(listener as (detail: never) => void));
      return () => set.delete(listener as (detail: never) => void);
    },
  };
  if (scene === 'storage') setTimeout(() => emit('storageFailed', { kind: 'full' }), 50);
  return {
    bridge,
    emit,
    call,
    say: (text, who = 3) => {
      const community = summaries[0]?.id;
      if (community) post({ community, channel: main, thread: null, text }, who, null);
    },
  };
};
