/** What names a line, so that an import run again finds what it wrote before. */
import { textToBytes } from '@maru/sync-core';
import { sha256 } from '@noble/hashes/sha2.js';

const sourceBytes = 16;
const number = (value: number): Uint8Array => {
  const bytes = new Uint8Array(4);
  new DataView(bytes.buffer).setUint32(0, value);
  return bytes;
};

export type SourceNamer = (line: number, bytes: Uint8Array, part: number) => Uint8Array;

/**
 * Names the lines of one file: the first 16 bytes of SHA-256("maru/irc" ‖ 0 ‖ channel ‖ 0 ‖ file name ‖ 0 ‖ line number ‖
 * part ‖ line). `part` counts the pieces of a line too long for one message.
 */
export const createSourceNamer = (channel: string, fileName: string): SourceNamer => {
  const prefix = sha256.create().update(textToBytes(`maru/irc\0${channel}\0${fileName}\0`));
  return (line, bytes, part) =>
    prefix.clone().update(number(line)).update(number(part)).update(bytes).digest().slice(0, sourceBytes);
};
