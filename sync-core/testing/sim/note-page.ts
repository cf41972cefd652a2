/** A page of a note as the app has one: a Yjs document of its own, fed by the host and feeding it. */
import { applyUpdate, Doc, XmlElement, XmlText } from 'yjs';
import type { Client, OpenCommunity } from '../../src/client/index.ts';
import { noteRoot } from '../../src/documents/index.ts';
import type { ChannelId, MessageId } from '../../src/model/index.ts';

export type SimNotePage = {
  /** The paragraphs, a line each. */
  text(): readonly string[];
  /** Puts words at the end of a paragraph, or makes it. What was acknowledged is durable. */
  write(words: string, paragraph?: number): Promise<boolean>;
  /** Takes characters out of a paragraph. */
  erase(paragraph: number, from: number, count: number): Promise<boolean>;
  canEdit(): boolean;
  /** False once it could not be opened anew: what it shows is old. */
  isOpen(): boolean;
  resets(): number;
  close(): void;
};

const fromHost = 'host';

/** Opens a page, and opens it anew whenever the host says so. Null where it isn't let in. */
export const openNotePage = async (
  client: Client,
  { documents }: OpenCommunity,
  channel: ChannelId,
  thread: MessageId | null = null,
): Promise<SimNotePage | null> => {
  let doc = new Doc();
  let session = '';
  let canEdit = false;
  let resets = 0;
  let closed = false;
  let changes: Promise<boolean>[] = [];

  const open = async (): Promise<boolean> => {
    const opened = await documents.notes.open(channel, thread);
    if (!opened.ok || closed) return false;
    doc.destroy();
    doc = new Doc({ gc: false });
    session = opened.value.session;
    canEdit = opened.value.canEdit;
    const id = session;
    applyUpdate(doc, opened.value.state, fromHost);
    // Only now: Yjs takes another id when words of its own come from elsewhere.
    doc.clientID = opened.value.clientId;
    doc.on('update', (update: Uint8Array, origin: unknown) => {
      if (origin !== fromHost) changes.push(documents.notes.change(id, update).then(({ ok }) => ok));
    });
    return true;
  };
  const ends = [
    client.listen('noteUpdated', ({ session: id, update }) => {
      if (id !== session) return;
      const own = doc.clientID;
      applyUpdate(doc, update, fromHost);
      if (doc.clientID !== own) throw new Error(`words of the page's own came from elsewhere: ${own}`);
    }),
    client.listen('noteReset', ({ session: id }) => {
      if (id !== session || closed) return;
      resets++;
      session = '';
      void open();
    }),
  ];
  if (!(await open())) {
    for (const end of ends) end();
    return null;
  }

  const paragraphs = () => doc.getXmlFragment(noteRoot);
  const textOf = (index: number): XmlText | null => {
    const node = paragraphs().get(index);
    const inner = node instanceof XmlElement ? node.get(0) : null;
    return inner instanceof XmlText ? inner : null;
  };
  const change = async (task: () => void): Promise<boolean> => {
    if (!canEdit || session === '') return false;
    changes = [];
    doc.transact(task);
    return (await Promise.all(changes)).every(Boolean);
  };

  return {
    text: () =>
      paragraphs()
        .toArray()
        .map((node) => (node instanceof XmlElement ? String(node.get(0) ?? '') : '')),
    write: (words, paragraph = 0) =>
      change(() => {
        const known = textOf(paragraph);
        if (known) return known.insert(known.length, words);
        const element = new XmlElement('paragraph');
        const text = new XmlText();
        text.insert(0, words);
        element.insert(0, [text]);
        paragraphs().push([element]);
      }),
    erase: (paragraph, from, count) =>
      change(() => {
        const known = textOf(paragraph);
        if (known && known.length > from) known.delete(from, Math.min(count, known.length - from));
      }),
    canEdit: () => canEdit,
    isOpen: () => session !== '',
    resets: () => resets,
    close() {
      closed = true;
      for (const end of ends) end();
      documents.notes.close(session);
      doc.destroy();
    },
  };
};
