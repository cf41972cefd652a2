/** What the demo's notes say. */
import type { JSONContent } from '@tiptap/core';
import { channelId, memberId, messageId, roles } from '../demo-data.ts';

const text = (value: string, ...marks: readonly string[]): JSONContent => ({
  type: 'text',
  text: value,
  ...(marks.length > 0 ? { marks: marks.map((type) => ({ type })) } : {}),
});
const link = (value: string, href: string): JSONContent => ({
  type: 'text',
  text: value,
  marks: [{ type: 'link', attrs: { href } }],
});
const person = (index: number): JSONContent => ({
  type: 'mention',
  attrs: { kind: 'member', id: memberId(index) },
});
const block = (type: string, ...content: readonly JSONContent[]): JSONContent => ({
  type,
  content: [...content],
});
const p = (...content: readonly (JSONContent | string)[]): JSONContent =>
  block('paragraph', ...content.map((one) => (typeof one === 'string' ? text(one) : one)));
const heading = (level: number, value: string): JSONContent => ({
  type: 'heading',
  attrs: { level },
  content: [text(value)],
});
const task = (checked: boolean, ...content: readonly JSONContent[]): JSONContent => ({
  type: 'taskItem',
  attrs: { checked },
  content: [...content],
});
const item = (...content: readonly JSONContent[]): JSONContent => block('listItem', ...content);
const row = (kind: 'tableHeader' | 'tableCell', ...cells: readonly string[]): JSONContent =>
  block('tableRow', ...cells.map((cell) => block(kind, p(cell))));

export const codeSample = `import { createClient } from '@maru/sync-core';

/** 새 글이 오면 알려요. */
export const watch = async (community: CommunityId): Promise<void> => {
  const client = await createClient({ clock, random, sqlite });
  client.on('timelineAppended', ({ channel }) => console.log(\`#\${channel}\`, 42));
};`;

const table: JSONContent = block(
  'table',
  row('tableHeader', '날짜', '읽을 곳', '이끄는 사람', '자리'),
  row('tableCell', '11월 5일', '1부 1~4장', '김지우', '처마 아래 긴 탁자'),
  row('tableCell', '11월 12일', '1부 5~9장', 'Oliver Brandt', '온라인'),
  row('tableCell', '11월 19일', '1부 끝까지', '박서연', '별빛도서관 2층 세미나실'),
);

export const firstDraft: readonly JSONContent[] = [
  heading(1, '11월 책모임 준비'),
  p('이번 달은 『토지』 1부를 읽어요.'),
  { type: 'bulletList', content: [item(p('장소 정하기')), item(p('차 준비'))] },
];

export const secondDraft: readonly JSONContent[] = [
  heading(1, '11월 책모임 준비'),
  p('이번 달은 『토지』 1부를 읽어요. 처음 오시는 분도 편하게 들어오세요.'),
  heading(2, '할 일'),
  block(
    'taskList',
    task(true, p('장소 정하기')),
    task(false, p('따뜻한 차 준비')),
    task(false, p('프로젝터 빌리기')),
  ),
  p('발제는 한 사람이 다 하지 않아요.'),
];

export const richNote: readonly JSONContent[] = [
  heading(1, '11월 책모임 준비'),
  p(
    '이번 달은 ',
    text('『토지』 1부', 'bold'),
    '를 읽어요. 처음 오시는 분도 편하게 들어오세요. 준비는 ',
    person(1),
    ' 님과 ',
    person(0),
    ' 님, ',
    { type: 'mention', attrs: { kind: 'role', id: roles.host } },
    '이 함께해요. 지난번 이야기는 ',
    {
      type: 'messageLink',
      attrs: { channel: channelId(201), thread: null, message: messageId(5_002) },
    },
    ' 에 있어요.',
  ),
  heading(2, '할 일'),
  block(
    'taskList',
    task(true, p('장소 정하기')),
    task(
      false,
      p('따뜻한 차 준비 ', person(1)),
      block('taskList', task(true, p('보온병 두 개')), task(false, p('찻잔은 각자 가져오기'))),
    ),
    task(false, p('프로젝터 빌리기')),
  ),
  heading(2, '일정'),
  table,
  heading(2, '나눌 이야기'),
  {
    type: 'orderedList',
    attrs: { start: 1 },
    content: [
      item(p('서희가 평사리를 떠나는 장면을 어떻게 읽었나요?')),
      item(p('사투리를 소리 내어 읽으면 ', text('무엇이', 'italic'), ' 달라지나요?')),
      item(p('다음 책은 ', text('『혼불』', 'strike'), ' 『관촌수필』')),
    ],
  },
  block('blockquote', p('마루는 안과 밖 사이에 있는 방이다. 누구나 앉았다 갈 수 있다.')),
  p(
    '참고: ',
    link('별빛도서관 세미나실 안내', 'https://library.example.org/rooms'),
    ', 설정은 ',
    text('MARU_RELAY', 'code'),
    ' 하나면 돼요.',
  ),
  { type: 'codeBlock', attrs: { language: 'typescript' }, content: [text(codeSample)] },
  { type: 'horizontalRule' },
  p('여기부터는 다음 모임에서 채워요.'),
];

export const wideNote: readonly JSONContent[] = [
  heading(1, '길고 넓은 것들'),
  p('이름이아주길어서띄어쓰기가없는낱말도이렇게줄이바뀌어야해요'.repeat(4)),
  {
    type: 'codeBlock',
    attrs: { language: 'bash' },
    content: [
      text(
        `# 한 줄이 아주 긴 명령\ncurl --fail --silent --show-error --location --header "Accept: application/json" "https://relay.maru.example/v1/health?verbose=true&format=json" | jq '.peers[] | select(.online) | .name'\nfor n in 1 2 3; do echo "$n"; done`,
      ),
    ],
  },
  block(
    'table',
    row('tableHeader', ...Array.from({ length: 9 }, (_, index) => `${index + 1}월`)),
    ...Array.from({ length: 6 }, (_, at) =>
      row('tableCell', ...Array.from({ length: 9 }, (_, index) => String((at + 3) * (index + 2) * 17))),
    ),
  ),
  block(
    'blockquote',
    p('인용 안의 인용'),
    block('blockquote', p('한 번 더'), block('blockquote', p('또 한 번'))),
  ),
];

/** About a megabyte. */
export const bigNote = (): readonly JSONContent[] =>
  Array.from({ length: 6_000 }, (_, index) =>
    index % 40 === 0
      ? heading(2, `${index / 40 + 1}장`)
      : index % 97 === 0
        ? { type: 'codeBlock', attrs: { language: 'typescript' }, content: [text(codeSample)] }
        : p(
            `${index}. 마루는 안과 밖 사이에 있는 방이다. 누구나 앉았다 갈 수 있고, 아무도 오래 붙잡지 않는다. `,
            text('비가 오면 처마 아래가 좋다.', 'bold'),
            ' The floor is warm in the afternoon.',
          ),
  );
