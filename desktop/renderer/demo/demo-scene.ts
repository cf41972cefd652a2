/** The conversation of today that screenshots show: one of everything. */
import type { ChannelId, MessageView, ReactionView } from '@maru/sync-core';
import { author, memberId, message } from './demo-data.ts';

const minute = 60_000;
const reaction = (emoji: string, count: number, mine: boolean, names: readonly string[]): ReactionView => ({
  emoji,
  count,
  mine,
  names,
});

export const todaysScene = (channel: ChannelId, now: number): MessageView[] => {
  const at = (minutesAgo: number) => now - minutesAgo * minute;
  const asked = message(
    channel,
    at(96),
    3,
    '오늘 저녁 모임 **7시** 맞죠? 비가 온다고 해서 장소를 다시 확인하고 싶어요.',
    {
      reactions: [reaction('👀', 3, false, ['김지우', '이도윤', 'Priya Raman'])],
    },
  );
  const me = { kind: 'member', member: memberId(0), name: '하늘' } as const;
  return [
    asked,
    message(channel, at(94), 1, '네, 7시예요. 비가 와도 처마 아래라 괜찮아요.'),
    message(channel, at(93), 1, '따뜻한 차는 제가 준비할게요 🍵', {
      reactions: [
        reaction('❤️', 7, true, ['하늘', '박서연', '이도윤']),
        reaction('🍵', 4, false, ['한소리', '정유진', 'Marta']),
      ],
    }),
    message(
      channel,
      at(71),
      2,
      'I will be a little late, the train from Busan is delayed. Please start without me. Notes from last week are at https://notes.example.org/week-41 if anyone missed them.',
      {
        threadInfo: { count: 5, lastAt: at(22), name: 'Notes of week 41', unread: true },
      },
    ),
    message(
      channel,
      at(52),
      6,
      '지난번에 말한 문장 찾았어요.\n\n> 마루는 안과 밖 사이에 있는 방이다.\n> 누구나 앉았다 갈 수 있다.\n\n이 문장이 이 모임 이름 같아서 좋았어요.',
      {
        reactions: [
          reaction('📖', 5, false, ['박서연', '하늘', '한소리']),
          reaction('👏', 2, true, ['하늘', 'Marta']),
        ],
      },
    ),
    message(channel, at(40), 0, '저도 그 문장에 밑줄 그었어요. 오늘 그 얘기부터 시작하면 어때요?', {
      replyTo: {
        id: asked.id,
        author: author(6),
        excerpt: '지난번에 말한 문장 찾았어요. 마루는 안과 밖 사이에 있는 방이다.',
        deleted: false,
      },
      editedAt: at(38),
    }),
    message(
      channel,
      at(39),
      0,
      '읽기 순서는 이렇게 적어 뒀어요:\n1. 1장 다시 읽기\n2. `밑줄-긋기` 채널에서 한 줄씩\n3. 다음 책 고르기',
      { state: { kind: 'relayed' } },
    ),
    message(channel, at(31), 5, '', { deleted: true }),
    message(
      channel,
      at(18),
      4,
      `<@${memberId(0)}> 님, 프로젝터 가져오실 수 있나요? 없으면 제가 사무실에서 빌려 갈게요.`,
      { mentions: [me], mentionsMe: true },
    ),
    message(channel, at(9), 11, '처음 인사드려요. 이름이 길어서 죄송합니다.'),
    message(channel, at(3), 0, '네, 가져갈게요!', { state: { kind: 'relayed' } }),
    message(channel, at(1), 0, '6시 반쯤 도착할 것 같아요', { state: { kind: 'saved' } }),
  ];
};

export const everyState = (channel: ChannelId, now: number): MessageView[] => {
  const states = [
    ['한 사람이 봤어요', { kind: 'seen', devices: 1 }],
    [
      '세 기기가 봤어요. 길어서 두 줄이 되는 글도 끝에 표시가 붙어요. 줄이 바뀌어도 마지막 낱말 바로 뒤에 오고, 오른쪽 끝으로 밀려나지 않아요.',
      { kind: 'seen', devices: 3 },
    ],
    ['중계 서버가 받았어요', { kind: 'relayed' }],
    ['```\nconst state = "relayed";\n```', { kind: 'relayed' }],
    ['시계가 앞선 기기에서 쓴 글이에요', { kind: 'held', until: now + 3_600_000 }],
    ['아직 이 기기에만 있어요', { kind: 'saved' }],
  ] as const;
  return states.map(([text, state], index) =>
    message(channel, now - (20 - index) * minute, 0, text, {
      state,
      editedAt: index === 1 ? now - minute : null,
    }),
  );
};

/** What only its author and the moderators see, for each reason. */
export const heldMessages = (channel: ChannelId, now: number): MessageView[] => {
  const at = (index: number) => now - (30 - index) * minute;
  const others = [
    ['복권 당첨되는 법 알려드려요! 링크 들어오세요', { reason: 'rule', rules: ['광고와 도배'] }],
    ['너네 다 바보야', { reason: 'purged', rules: [] }],
    ['', { reason: 'purged', rules: [] }],
    ['다 같이 떠들자', { reason: 'reverted', rules: [] }],
    ['나가면서 한마디', { reason: 'removed', rules: [] }],
    ['타임아웃인데 말이 되네', { reason: 'timed-out', rules: [] }],
  ] as const;
  return [
    message(channel, at(0), 3, '다음 모임 장소 정해졌나요?'),
    ...others.map(([text, held], index) => message(channel, at(index + 1), 9 + (index % 2), text, { held })),
    message(channel, at(20), 0, '하나 더 보냈는데 너무 빨랐나 봐요', {
      held: { reason: 'slow-mode', rules: [] },
      state: { kind: 'relayed' },
    }),
    message(channel, at(21), 4, '한옥마을 서점 2층이에요'),
  ];
};

export const importedLog = (channel: ChannelId, now: number): MessageView[] => {
  const day = new Date(new Date(now).getFullYear() - 17, 2, 14, 21, 5).getTime();
  const old = (
    name: string,
    colour: 'sky' | 'rose' | 'moss',
    offset: number,
    text: string,
    patch: Partial<MessageView> = {},
  ) =>
    message(channel, day + offset * minute, 7, text, {
      author: { kind: 'imported', name, colour },
      mine: false,
      state: null,
      ...patch,
    });
  return [
    old('gildong', 'sky', 0, '', { system: 'joined' }),
    old('gildong', 'sky', 1, '안녕하세요, 패키지 빌드가 안 되는데 도와주실 분 계신가요?'),
    old('vmstat', 'moss', 2, 'gildong: 로그를 붙여 보세요', {}),
    old('gildong', 'sky', 4, '여기요: http://paste.example.org/131823/'),
    old('nayeon_', 'rose', 5, 'nayeon', { system: 'renamed' }),
    old('nayeon', 'rose', 6, '아, 그거 libtool 버전 문제예요'),
    old('vmstat', 'moss', 6, '고개를 끄덕인다', { system: 'action' }),
    old('gildong', 'sky', 9, '', { system: 'left' }),
  ];
};
