/** What is said of the demo's board: comments on its cards, messages that link to it, hits of a search. */
import type { ChannelId, CommentView, DocumentHit, DocumentView, MessageView } from '@maru/sync-core';
import { documentLink } from '../../text/document-links.ts';
import { author, channelId, communityId, memberId, message } from '../demo-data.ts';
import { cardId } from './board-scene.ts';

/** The board's channel, and that of the note beside it. */
export const boardChannel = channelId(211);
const noteChannel = channelId(208);
const hourMs = 3_600_000;

const comment = (at: number, who: number, text: string, patch: Partial<CommentView> = {}): CommentView => ({
  message: message(boardChannel, at, who, text),
  target: { kind: 'card', card: cardId(1) },
  quote: '12월에 읽을 책 고르기',
  suggestion: null,
  outcome: 'open',
  closedBy: null,
  closedAt: null,
  canClose: true,
  ...patch,
});

export const boardComments = (now: number): readonly CommentView[] => [
  comment(now - 26 * hourMs, 2, '도서관에 2부가 세 권 있어요.', {
    outcome: 'done',
    closedAt: now - 20 * hourMs,
  }),
  comment(now - 5 * hourMs, 3, '저는 **짧은 책**이 좋을 것 같아요. 12월은 다들 바쁘니까요.'),
  comment(now - hourMs, 1, '그럼 투표에 두 권만 올릴게요.'),
];

export const demoDocuments = (now: number): readonly DocumentView[] => [
  {
    kind: 'note',
    channel: noteChannel,
    thread: null,
    title: '송년 모임 준비 노트',
    channelName: '함께-쓰는-노트',
    threadName: null,
    changedAt: now - 2 * hourMs,
    changedBy: { member: memberId(3), name: author(3).name, colour: author(3).colour },
    canEdit: true,
    folding: false,
  },
];

const address = { community: communityId(10), thread: null };
const base = 'https://maru.example';

/** Links of every kind: a plan, a card, a note, a card that is gone, and what one can't see. */
export const embedTalk = (channel: ChannelId, now: number): MessageView[] => [
  message(
    channel,
    now - 3 * hourMs,
    1,
    `송년 모임 날짜를 정했어요. 오실 수 있는지 알려 주세요.\n${documentLink(base, { kind: 'board', ...address, channel: boardChannel, card: cardId(5) })}`,
  ),
  message(
    channel,
    now - 2 * hourMs,
    3,
    `책은 여기서 골라요 ${documentLink(base, { kind: 'board', ...address, channel: boardChannel, card: cardId(1) })} 노트도 있어요 ${documentLink(base, { kind: 'note', ...address, channel: noteChannel, card: null })}`,
  ),
  message(
    channel,
    now - hourMs,
    5,
    `${documentLink(base, { kind: 'board', ...address, channel: boardChannel, card: cardId(999) })} ${documentLink(base, { kind: 'note', community: communityId(99), thread: null, channel: noteChannel, card: null })}`,
  ),
];

export const documentHits = (text: string): readonly DocumentHit[] => {
  const excerpt = `한 해 동안 마음에 남은 ${text}을 한 줄씩 가져와 주세요.`;
  const at = excerpt.indexOf(text);
  if (text !== '문장' && text !== '마루') return [];
  const hit = {
    thread: null,
    threadName: null,
    excerpt,
    ranges: [[at, at + text.length]] as const,
  };
  return [
    {
      ...hit,
      kind: 'board',
      channel: boardChannel,
      channelName: '모임-준비',
      title: '송년 모임',
      card: cardId(5),
    },
    {
      ...hit,
      kind: 'note',
      channel: noteChannel,
      channelName: '함께-쓰는-노트',
      title: '송년 모임 준비 노트',
      card: null,
    },
  ];
};
