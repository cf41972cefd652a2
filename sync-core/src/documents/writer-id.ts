/**
 * Ids under which the engines write, bound to who writes: nobody chooses one, so nobody writes in another's name and
 * no two installations share one. A restored backup has a new log and with it new ids. An update that names another
 * writer than the one its envelope binds is refused whole (see port.ts).
 */
import { type Brand, bytesToHex, encode, nullable, struct, textToBytes, uint } from '../base/index.ts';
import type { CipherSuite } from '../crypto/index.ts';
import { type LogId, limits, logId, type OpId, opId, type Stream, stream } from '../model/index.ts';

/** Sixteen bytes as lower-case hex: an Automerge actor id as it is; a Yjs client id is its first 53 bits. */
export type WriterId = Brand<string, 'WriterId'>;

/** One open page of an installation, at one document or at one of its branches. */
export type WriterSeat = {
  readonly log: LogId;
  readonly stream: Stream;
  readonly seat: number;
  readonly branch: OpId | null;
};

const writerIdBytes = 16;
const domain = textToBytes('maru/document-writer');
const seatCodec = struct({ log: logId, stream, seat: uint(limits.logNumber), branch: nullable(opId) });

/** The only id under which that seat writes. */
export const writerIdOf = (suite: Pick<CipherSuite, 'hash'>, seat: WriterSeat): WriterId =>
  bytesToHex(suite.hash(domain, encode(seatCodec, seat)).slice(0, writerIdBytes)) as WriterId;

/** The Yjs client id of a writer: its first 53 bits, all that a number holds exactly. */
export const writerToClientId = (writer: WriterId): number =>
  Number(BigInt(`0x${writer.slice(0, 14)}`) >> 3n);
