/** The search that ends every browser test would find a note or a board, in whatever way it lay open [T14]. */
import { deflateRawSync, deflateSync, gzipSync } from 'node:zlib';
import * as Automerge from '@automerge/automerge';
import { expect, test } from 'vitest';
import * as Y from 'yjs';
import { findPlaintext } from '../../../../desktop/test/e2e/app/plaintext.ts';
import { createBrowserRandom } from '../../../drivers/browser/random.ts';

const word = 'canary 은하수를 건너는';
const noise = Buffer.from(createBrowserRandom().bytes(300_000));
/** Between bytes as sealed ones are. */
const hidden = (bytes: Uint8Array): Buffer => Buffer.concat([noise.subarray(0, 1_000), bytes, noise]);
const found = (bytes: Uint8Array): readonly string[] => findPlaintext(hidden(bytes), [word]);

test('sealed bytes hold nothing', () => {
  expect(found(new Uint8Array())).toEqual([]);
});

test('a note: its update as it is, packed, and in a JSON of base64', () => {
  const note = new Y.Doc();
  note.getXmlFragment('note').insert(0, [new Y.XmlText(word)]);
  const update = Y.encodeStateAsUpdate(note);
  expect(found(update)).toEqual([`“${word}” in UTF-8`]);
  expect(found(deflateSync(update))).toContain(`“${word}” in UTF-8, zlib`);
  expect(found(gzipSync(update))).toContain(`“${word}” in UTF-8, gzip`);
  const asText = JSON.stringify({ update: Buffer.from(update).toString('base64') });
  expect(found(Buffer.from(asText)).join()).toContain('in base64');
});

test('a board: its changes, packed ones, and its document', () => {
  const board = Automerge.from<{ cards: string[] }>({ cards: [] });
  const long = Automerge.change(board, (draft) => {
    for (let i = 0; i < 40; i++) draft.cards.push(`${word} ${i} `);
  });
  const [change] = Automerge.getChanges(board, long);
  if (!change) throw new Error('no change');
  expect(found(change)).toContain(`“${word}” in UTF-8`);
  // As the format has it for long ones: mark and checksum, type 2, length, and the rest deflated.
  const body = deflateRawSync(change.subarray(11));
  const packed = Buffer.concat([
    change.subarray(0, 8),
    Buffer.of(2, 0x80 | (body.length & 0x7f), body.length >> 7),
    body,
  ]);
  expect(found(packed)).toContain(`“${word}” in UTF-8, Automerge`);
  expect(found(Automerge.save(long))).toContain('an Automerge document or change');
});
