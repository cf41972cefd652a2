/**
 * A caret: what y-protocols' awareness says of one client. Read here before anybody is shown it, so that nobody
 * moves another's. Its fields are the page's to look at; names and colours in it are believed by nobody.
 */
import { decode, list, struct, text, varint } from '../../base/index.ts';
import { limits } from '../../model/index.ts';
import { type WriterId, writerToClientId } from '../writer-id.ts';

const frameCodec = list(struct({ client: varint, clock: varint, state: text(limits.caretBytes) }), 1);

/** Whether a frame says something of this writer, and of nobody else. */
export const isCaretOf = (frame: Uint8Array, writer: WriterId): boolean => {
  if (frame.length > limits.caretBytes) return false;
  const read = decode(frameCodec, frame);
  return read.ok && read.value[0]?.client === writerToClientId(writer);
};
