/** The demo host's part on notes: one that everybody writes, its history and its comments. `?note=` picks its state. */
import type { CommentView, DeviceId, DocumentVersionView } from '@maru/sync-core';
import { isDeviceId } from '@maru/sync-core';
import { getSchema, type JSONContent } from '@tiptap/core';
import {
  absolutePositionToRelativePosition,
  initProseMirrorDoc,
  prosemirrorJSONToYXmlFragment,
} from '@tiptap/y-tiptap';
import * as encoding from 'lib0/encoding';
import * as Y from 'yjs';
import type { Events } from '../../../contract/index.ts';
import { noteSchema } from '../../features/notes/editor/note-schema.ts';
import { boardChannel, boardComments, demoDocuments } from '../boards/board-talk.ts';
import { askedFor, type DemoArea } from '../demo-area.ts';
import { author, channelId, memberId, message, people } from '../demo-data.ts';
import { bigNote, firstDraft, richNote, secondDraft, wideNote } from '../notes/demo-notes.ts';

const minute = 60_000;
const day = 24 * 60 * minute;
const shared = channelId(208);
const schema = getSchema([...noteSchema()]);

const person = (index: number) => ({
  member: memberId(index),
  name: people[index] ?? '',
  colour: author(index).colour,
});
const deviceOf = (index: number): DeviceId => {
  const id: string = memberId(900 + index);
  if (!isDeviceId(id)) throw new Error('bug: demo device');
  return id;
};

/** A document that was first one thing, then the next. */
const written = (...drafts: readonly (readonly JSONContent[])[]) => {
  const doc = new Y.Doc();
  const states = drafts.map((content, index) => {
    doc.clientID = 100 + index;
    prosemirrorJSONToYXmlFragment(
      schema,
      { type: 'doc', content: [...content] },
      doc.getXmlFragment('default'),
    );
    return Y.encodeStateAsUpdate(doc);
  });
  return { doc, states };
};

/** What no editor of ours would write. */
const hostile = () => {
  const doc = new Y.Doc();
  const element = (
    name: string,
    attrs: Record<string, string>,
    ...children: (Y.XmlElement | Y.XmlText)[]
  ) => {
    const made = new Y.XmlElement(name);
    for (const [key, value] of Object.entries(attrs)) made.setAttribute(key, value);
    made.insert(0, children);
    return made;
  };
  const linked = new Y.XmlText();
  linked.insert(0, 'a link of sorts', {
    link: { href: 'javascript:window.attacked=true', onclick: 'window.attacked=true' },
  });
  doc
    .getXmlFragment('default')
    .insert(0, [
      element('script', { src: 'https://evil.example/a.js' }, new Y.XmlText('window.attacked=true')),
      element('iframe', { srcdoc: '<script>parent.attacked=true</script>' }),
      element(
        'paragraph',
        { onclick: 'window.attacked=true', style: 'background:url(https://evil.example/b.png)' },
        linked,
      ),
      element(
        'paragraph',
        {},
        element('img', { src: 'https://evil.example/c.png', onerror: 'window.attacked=true' }),
      ),
      element(
        'heading',
        { level: '1"><img src=x onerror=alert(1)>' },
        new Y.XmlText('What is harmless stays'),
      ),
    ]);
  return { doc, states: [Y.encodeStateAsUpdate(doc)] };
};

const shownNote = () => {
  switch (askedFor('note')) {
    case 'hostile':
      return hostile();
    case 'empty':
      return written();
    case 'wide':
      return written(wideNote);
    case 'big':
      return written(bigNote());
    default:
      return written(firstDraft, secondDraft, richNote);
  }
};

/** The range of the first text that says `words`, as the page anchors it. */
const ranges = (doc: Y.Doc, words: string) => {
  const fragment = doc.getXmlFragment('default');
  const { doc: root, mapping } = initProseMirrorDoc(fragment, schema);
  let from = -1;
  root.descendants((node, pos) => {
    const at = from < 0 ? (node.text?.indexOf(words) ?? -1) : -1;
    if (at >= 0) from = pos + at;
  });
  const relative = (at: number) => absolutePositionToRelativePosition(at, fragment, mapping);
  return from < 0 ? null : { anchor: relative(from), head: relative(from + words.length) };
};
const anchorOn = (doc: Y.Doc, words: string): Uint8Array => {
  const found = ranges(doc, words);
  return found
    ? encoding.encode((encoder) => {
        encoding.writeVarUint8Array(encoder, Y.encodeRelativePosition(found.anchor));
        encoding.writeVarUint8Array(encoder, Y.encodeRelativePosition(found.head));
      })
    : new Uint8Array([0]);
};

const comment = (
  doc: Y.Doc,
  now: number,
  who: number,
  quote: string,
  text: string,
  patch: Partial<CommentView> & { readonly replies?: number } = {},
): CommentView => ({
  message: message(shared, now - (who + 1) * 11 * minute, who, text, {
    threadInfo: patch.replies ? { count: patch.replies, lastAt: now, name: null, unread: false } : null,
  }),
  target: { kind: 'note', anchor: anchorOn(doc, quote) },
  quote,
  suggestion: null,
  outcome: 'open',
  closedBy: null,
  closedAt: null,
  canClose: true,
  ...patch,
});

const caretFrame = (doc: Y.Doc, client: number, words: string, wide: boolean): Uint8Array => {
  const found = ranges(doc, words);
  const cursor = found && { anchor: wide ? found.anchor : found.head, head: found.head };
  return encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarUint(encoder, client);
    encoding.writeVarUint(encoder, 1);
    encoding.writeVarString(encoder, JSON.stringify({ cursor }));
  });
};

export const createDocumentsDemo = (
  now: number,
  emit: <K extends keyof Events>(name: K, detail: Events[K]) => void,
): DemoArea => {
  const { doc, states } = shownNote();
  const canEdit = askedFor('note') !== 'read-only' && askedFor('note') !== 'closed';
  const canComment = askedFor('note') !== 'closed';
  const authors = [1, 3, 0];
  const at = [now - day - 5 * 60 * minute, now - day - 4 * 60 * minute, now - 26 * minute];
  const versions: DocumentVersionView[] = states.map((state, index) => ({
    id: String(index),
    at: at[index] ?? now,
    by: person(authors[index] ?? 0),
    bytes: state.length - (states[index - 1]?.length ?? 0),
    mine: authors[index] === 0,
  }));
  let comments: CommentView[] =
    askedFor('note') === null || !canEdit
      ? [
          comment(doc, now, 3, '처음 오시는 분도', '“누구든”이 더 다정하지 않을까요?', { replies: 3 }),
          comment(doc, now, 2, '별빛도서관 2층 세미나실', 'Is it open that late? I can call and ask.'),
          comment(doc, now, 5, '사투리를 소리 내어 읽으면', '', {
            suggestion: '사투리를 소리 내어 읽어 보면',
          }),
          comment(doc, now, 7, '회비는 만 원', '이 문장은 빼기로 했어요'),
          comment(doc, now, 4, '장소 정하기', '정했어요', {
            outcome: 'done',
            closedBy: person(1),
            closedAt: now - minute,
          }),
        ]
      : [];
  let opened = 0;
  const told = { community: null as Events['documentsChanged']['community'] | null };

  const showOthers = (session: string): void => {
    if (askedFor('note') === 'empty') return;
    const stand = (who: number, words: string, wide: boolean) =>
      emit('noteCaret', {
        session,
        device: deviceOf(who),
        member: memberId(who),
        frame: caretFrame(doc, 500 + who, words, wide),
      });
    stand(3, '편하게 들어오세요', true);
    stand(5, '보온병 두 개', false);
    stand(1, '다음 모임에서', false);
  };

  return {
    queries: {
      documents: () => demoDocuments(now),
      documentHistory: ({ document }) => ({
        versions: document.channel === shared && document.thread === null ? versions.toReversed() : [],
        hasMore: false,
      }),
      noteAt: ({ version }) => ({ state: states[Number(version)] ?? new Uint8Array() }),
      comments: ({ channel, thread }) => ({
        comments:
          channel === boardChannel
            ? boardComments(now)
            : channel === shared && thread === null
              ? comments
              : [],
        canComment,
        canEdit,
      }),
    },
    commands: {
      openNote: ({ community, channel, thread }) => {
        const session = String(++opened);
        told.community = community;
        const here = channel === shared && thread === null;
        if (here) setTimeout(() => showOthers(session), 250);
        return {
          session,
          clientId: 7_000 + opened,
          state: Y.encodeStateAsUpdate(here ? doc : new Y.Doc()),
          canEdit,
          canComment,
          incomplete: false,
        };
      },
      changeNote: ({ update }) => {
        if (askedFor('note') === 'full') return { kind: 'storage', error: { kind: 'full' } };
        Y.applyUpdate(doc, update);
        return {};
      },
      postComment: ({ channel, text, target, quote, suggestion }) => {
        const made = { ...comment(doc, Date.now(), 0, quote, text), target, suggestion };
        comments = [...comments, made];
        if (told.community) emit('documentsChanged', { community: told.community, channel });
        return { message: made.message.id };
      },
      closeComment: ({ message: id, outcome }) => {
        comments = comments.map((one) =>
          one.message.id === id ? { ...one, outcome, closedBy: person(0), closedAt: now } : one,
        );
        return {};
      },
      undoPerson: () => ({ undone: true }),
    },
  };
};
