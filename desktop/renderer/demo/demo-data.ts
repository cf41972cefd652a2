/** Believable content for screenshots and UI tests. Nothing here is real. */
import type {
  CategoryView,
  ChannelId,
  ChannelKind,
  ChannelView,
  CommunityId,
  CommunitySummary,
  ConnectionView,
  MemberId,
  MembersView,
  MemberView,
  MessageId,
  MessageView,
  PaletteColour,
  Position,
  RoleId,
} from '@maru/sync-core';
import {
  isCategoryId,
  isChannelId,
  isCommunityId,
  isMemberId,
  isMessageId,
  isRoleId,
  paletteColours,
} from '@maru/sync-core';
import { englishTalk, koreanTalk } from './demo-talk.ts';

const hex = (seed: number, length: number): string => {
  let state = (seed * 2_654_435_761) >>> 0;
  let out = '';
  while (out.length < length) {
    state = (Math.imul(state ^ (state >>> 15), 2_246_822_519) + 374_761_393) >>> 0;
    out += state.toString(16).padStart(8, '0');
  }
  return out.slice(0, length);
};
const made =
  <T extends string>(guard: (value: unknown) => value is T, length: number) =>
  (seed: number): T => {
    const id = hex(seed, length);
    if (!guard(id)) throw new Error('bug: demo id');
    return id;
  };
export const communityId = made<CommunityId>(isCommunityId, 64);
export const memberId = made<MemberId>(isMemberId, 64);
export const channelId = made<ChannelId>(isChannelId, 32);
const categoryId = made(isCategoryId, 32);
export const messageId = made<MessageId>(isMessageId, 32);
const roleId = made<RoleId>(isRoleId, 32);

/** Positions order as their numbers do. The demo's own cast: the host makes these elsewhere. */
export const positionAt = (at: number, index: number): Position =>
  (at.toString(16).padStart(12, '0') + index.toString(16).padStart(32, '0')) as Position;

const colourOf = (index: number): PaletteColour => paletteColours[index % paletteColours.length] ?? 'pine';

export const people = [
  '하늘',
  '김지우',
  'Oliver Brandt',
  '박서연',
  '이도윤',
  'Priya Raman',
  '최민재',
  '한소리',
  '정유진',
  'Marta',
  '강태오',
  'Jonathan Alexander Featherstonehaugh III',
  '윤슬',
  '서하린',
  'kodama',
  '문가람',
  '오세훈',
  '별빛도서관에서만난사람',
];
export const roles = { keeper: roleId(1), host: roleId(2), newcomer: roleId(3), longNamed: roleId(4) };

/** When the page was opened. */
const demoStart = Date.now();

export const members = (): MembersView => ({
  owner: memberId(1),
  roles: [
    { id: roles.keeper, name: '지기', colour: 'pine', hoist: true, mentionable: true },
    { id: roles.host, name: '모임장', colour: 'persimmon', hoist: true, mentionable: true },
    { id: roles.newcomer, name: '새로 온 사람', colour: 'sky', hoist: false, mentionable: false },
    {
      id: roles.longNamed,
      name: '책을 고르고 자리를 잡고 차를 끓이고 뒷정리까지 맡아 주는 사람들',
      colour: null,
      hoist: false,
      mentionable: false,
    },
  ],
  members: people.map(
    (name, index): MemberView => ({
      member: memberId(index),
      name,
      colour: colourOf(index * 3 + 4),
      roles: index === 1 ? [roles.keeper] : index === 3 || index === 5 ? [roles.host] : [],
      presence:
        index === 0 || index % 4 === 1
          ? 'online'
          : index % 4 === 2
            ? 'away'
            : index < 8
              ? 'online'
              : 'offline',
      me: index === 0,
      joinedAt: demoStart - (people.length - index) * 40 * 86_400_000,
      timeout:
        index === 8
          ? { until: demoStart + 3 * 3_600_000, by: people[1] ?? '', reason: '같은 글을 여러 번 올렸어요' }
          : null,
    }),
  ),
});

export const connection = (patch: Partial<ConnectionView> = {}): ConnectionView => ({
  status: 'online',
  since: null,
  missing: 0,
  total: 0,
  unsent: 0,
  directPeers: 2,
  problem: null,
  relayUrl: 'wss://relay.maru.example/v1',
  ...patch,
});

export const communityNames = [
  '한옥마을 책모임',
  'Open Garden Collective',
  '서울 아마추어 천문 관측과 밤하늘 사진을 사랑하는 사람들의 모임',
  '작업실',
];

export const summary = (index: number, patch: Partial<CommunitySummary> = {}): CommunitySummary => ({
  id: communityId(index + 10),
  name: communityNames[index] ?? '새 공간',
  description: '함께 읽고 천천히 이야기해요.',
  icon: null,
  unread: index === 1 || index === 2,
  muted: index === 3,
  mentions: index === 1 ? 3 : 0,
  connection: connection(),
  membership: { kind: 'member' },
  ...patch,
});

const plan: readonly (readonly [string, ChannelKind, number | null, string, Partial<ChannelView>])[] = [
  ['알림', 'announcement', null, '모임의 소식을 전해요', { unread: true }],
  ['모두의-마루', 'text', null, '신발 벗고 편하게 앉으세요. 무엇이든 이야기하는 곳이에요.', {}],
  [
    '이달의-책',
    'text',
    0,
    '11월: 『토지』 1부. 매주 목요일 저녁 7시에 만나요',
    { unread: true, mentions: 2 },
  ],
  ['밑줄-긋기', 'text', 0, '마음에 남은 문장을 옮겨요', { hasDraft: true }],
  ['english-corner', 'text', 0, 'For friends who read in English', { unread: true }],
  ['장소와-시간', 'text', 1, '', { private: true }],
  ['아주-긴-이름을-가진-채널도-잘-보여야-해요', 'text', 1, '긴 이름을 시험해요', {}],
  ['목소리-방', 'voice', 1, '', {}],
  ['함께-쓰는-노트', 'note', 1, '', {}],
  ['지난-기록', 'text', 2, '2009년 IRC에서 옮겨 왔어요', { muted: true }],
  ['빈-채널', 'text', 2, '', {}],
  ['모임-준비', 'board', 1, '12월 모임을 함께 준비해요', {}],
];
export const categories = (): CategoryView[] =>
  ['읽기', '모이기', '서고'].map((name, index) => ({
    id: categoryId(index),
    name,
    archived: false,
    muted: false,
    mayManage: true,
  }));
export const channels = (base: number): ChannelView[] =>
  plan.map(([name, kind, category, topic, patch], index) => ({
    id: channelId(base + index),
    kind,
    name,
    topic,
    category: category === null ? null : categoryId(category),
    unread: false,
    muted: false,
    mentions: 0,
    sendRefusal: kind === 'announcement' ? { kind: 'no-permission' } : null,
    threadRefusal: null,
    slowModeSeconds: 0,
    slowModeUntil: null,
    archived: false,
    outOfStep: false,
    private: false,
    mayManage: true,
    hasDraft: false,
    empty: name === '빈-채널',
    voice: kind === 'voice' ? { enter: null, mute: null, deafen: null, move: null } : null,
    ...patch,
  }));

export const author = (index: number): MessageView['author'] => ({
  kind: 'member',
  member: memberId(index),
  name: people[index] ?? '하늘',
  colour: colourOf(index * 3 + 4),
});

let serial = 1;
export const message = (
  channel: ChannelId,
  at: number,
  who: number,
  text: string,
  patch: Partial<MessageView> = {},
): MessageView => {
  const id = ++serial;
  return {
    id: messageId(id + 5_000),
    channel,
    thread: null,
    position: positionAt(at, id),
    author: author(who),
    at,
    text,
    editedAt: null,
    deleted: false,
    replyTo: null,
    reactions: [],
    threadInfo: null,
    mentions: [],
    mentionsMe: false,
    system: null,
    mine: who === 0,
    state: who === 0 ? { kind: 'seen', devices: 6 } : null,
    held: null,
    ...patch,
  };
};

/** The main channel: `count` of older talk, then a scene of today. */
export const longTalk = (channel: ChannelId, now: number, count: number): MessageView[] => {
  const rows: MessageView[] = [];
  const gap = 6 * 60_000;
  for (let index = 0; index < count; index++) {
    const who = (Math.floor(index / (1 + (index % 3))) * 5) % people.length;
    const line = koreanTalk[(index * 7) % koreanTalk.length] ?? '';
    rows.push(message(channel, now - 3 * 3_600_000 - (count - index) * gap, who, line));
  }
  return rows;
};
export const shortTalk = (channel: ChannelId, now: number): MessageView[] =>
  englishTalk.map((line, index) =>
    message(channel, now - (englishTalk.length - index) * 900_000, 2 + ((index * 3) % 9), line),
  );
