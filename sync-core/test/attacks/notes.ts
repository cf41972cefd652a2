/** Ada's note among the victims of a modified client: honest pages of it, and what the rogue can forge. */
import { Doc, encodeStateAsUpdate, XmlElement, XmlText } from 'yjs';
import { encode, list, struct, text, varint } from '../../src/base/index.ts';
import { logIdOf } from '../../src/crypto/index.ts';
import { noteRoot, type WriterId, writerIdOf, writerToClientId } from '../../src/documents/index.ts';
import { type DocumentStream, documentStream, type Operation } from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { openNotePage, type SimNotePage } from '../../testing/sim/note-page.ts';
import { createVictims } from './rogue.ts';

/** What somebody who starts from an empty page makes under a client id. */
export const scribble = (client: number, make: (doc: Doc) => void): Uint8Array => {
  const doc = new Doc();
  doc.clientID = client;
  make(doc);
  return encodeStateAsUpdate(doc);
};

export const paragraph =
  (words: string) =>
  (doc: Doc): void => {
    const block = new XmlElement('paragraph');
    block.insert(0, [new XmlText(words)]);
    doc.getXmlFragment(noteRoot).push([block]);
  };

/** `piece` of an update: `more` where another follows. */
export const updated = (update: Uint8Array, more = false, seat = 0): Operation => ({
  type: 'documentUpdated',
  seat,
  branch: null,
  carried: null,
  update,
  more,
});

const awareness = list(struct({ client: varint, clock: varint, state: text(1_000) }), 1);
export const caretFrame = (client: number, name: string): Uint8Array =>
  encode(awareness, [{ client, clock: 1, state: JSON.stringify({ user: { name } }) }]);

export const createNoteVictims = async () => {
  const victims = await createVictims();
  const { world, ada } = victims;
  const { settled, run, home } = world;
  const made = await settled(
    home(ada).commands.createChannel({ category: null, kind: 'note', name: 'plan', topic: '' }),
  );
  if (!made.ok) throw new Error('no note');
  await run(10_000);
  const { channel } = made.value;
  const stream = documentStream('note', channel, null);
  const writerOf = (one: Installation, seat = 0, where: DocumentStream = stream): WriterId =>
    writerIdOf(home(one).core.suite, { log: home(one).writer.log(), stream: where, seat, branch: null });
  const textIn = async (page: Promise<SimNotePage | null> | null | undefined): Promise<readonly string[]> => {
    const opened = page && (await settled(page));
    if (!opened) throw new Error('no page');
    const words = opened.text();
    opened.close();
    return words;
  };
  return {
    ...victims,
    channel,
    stream,
    writerOf,
    clientOf: (one: Installation, seat = 0): number => writerToClientId(writerOf(one, seat)),
    /** The writer of a log that the rogue begins with that nonce. */
    clientUnder: (one: Installation, nonce: Uint8Array): number => {
      const { core } = home(one);
      const log = logIdOf(core.suite, { device: core.device.device, nonce });
      return writerToClientId(writerIdOf(core.suite, { log, stream, seat: 0, branch: null }));
    },
    page: async (one: Installation): Promise<SimNotePage> => {
      const client = one.client();
      const page = client && (await settled(openNotePage(client, home(one), channel)));
      if (!page) throw new Error(`${one.name} has no page`);
      return page;
    },
    /** What the log says, as whoever opens the note now sees it. */
    reads: async (one: Installation): Promise<readonly string[]> => {
      const client = one.client();
      return textIn(client && openNotePage(client, home(one), channel));
    },
    /** Into the log of the rogue, judged by nobody there. */
    write: (op: Operation, change: Parameters<typeof victims.rogue.seal>[2] = {}) =>
      victims.rogue.publish(victims.rogue.seal(stream, [op], change)),
  };
};
export type NoteVictims = Awaited<ReturnType<typeof createNoteVictims>>;
