/**
 * Rooms for other Yjs editors (decision 0028): what a room is called, how one proves to a relay that one knows it,
 * and the sealing of frames.
 *
 *   plain room:   name = SHA-256(token as text); the token is the secret itself, and the relay reads everything.
 *   sealed room:  token = HKDF(secret, 'token'), key = HKDF(secret, 'key'); name as above. The relay is shown the
 *                 token and can't come to the key from it.
 *   frame = seal(pad(sender ‖ message ‖ index ‖ count ‖ bytes)), the room's name as associated data.
 *
 * Nothing says who wrote a frame: whoever has the secret can write as anyone. A relay sees sizes in classes, times
 * and addresses; it can leave frames out and send them again, which Yjs bears.
 */
import {
  blob,
  bytesToHex,
  type CodecValue,
  concatBytes,
  decode,
  encode,
  fixedBytes,
  hexToBytes,
  struct,
  textToBytes,
  uint,
} from '../base/index.ts';
import { type Hash, limits } from '../model/index.ts';
import { pad, unpad } from './padding.ts';
import type { CipherSuite } from './suite.ts';
import { purposes, tags } from './tags.ts';

/** What a room's secret, its token and its name look like: 32 bytes as lower-case hex, so that nobody takes a word. */
export const isYjsRoomText = (text: string): boolean => /^[0-9a-f]{64}$/.test(text);

/** The name of the room that `token` opens. `printf %s "$token" | sha256sum` says the same. */
export const yjsRoomName = (hash: Hash, token: string): string => bytesToHex(hash(textToBytes(token)));

export type SealedYjsRoom = {
  readonly name: string;
  /** What is shown to the relay. */
  readonly token: string;
  readonly key: Uint8Array;
};

/** Null unless `secret` is 64 hex digits. */
export const sealedYjsRoom = (suite: CipherSuite, secret: string): SealedYjsRoom | null => {
  if (!isYjsRoomText(secret)) return null;
  const bytes = hexToBytes(secret);
  const token = bytesToHex(suite.derive(bytes, purposes.yjsRoomToken, 32));
  return {
    name: yjsRoomName(suite.hash, token),
    token,
    key: suite.derive(bytes, purposes.yjsRoomKey, 32),
  };
};

const senderBytes = 8;
const number = uint(2 ** 32 - 1);
const yjsPiece = struct({
  sender: fixedBytes(senderBytes),
  message: number,
  index: number,
  count: number,
  bytes: blob(limits.yjsPieceBytes),
});
export type YjsPiece = CodecValue<typeof yjsPiece>;

export type YjsSealer = {
  /** The pieces of a frame, in order; null when it is above `limits.yjsFrameBytes`. */
  seal(frame: Uint8Array): readonly Uint8Array[] | null;
  /** Null for what wasn't sealed in this room. */
  open(sealed: Uint8Array): YjsPiece | null;
};

/** One connection's end of a sealed room. */
export const createYjsSealer = (suite: CipherSuite, room: SealedYjsRoom): YjsSealer => {
  const place = concatBytes(tags.yjsRoom, hexToBytes(room.name));
  const sender = suite.random.bytes(senderBytes);
  let message = 0;
  return {
    seal(frame) {
      if (frame.length > limits.yjsFrameBytes) return null;
      const count = Math.max(1, Math.ceil(frame.length / limits.yjsPieceBytes));
      message++;
      return Array.from({ length: count }, (_, index) => {
        const bytes = frame.subarray(index * limits.yjsPieceBytes, (index + 1) * limits.yjsPieceBytes);
        return suite.seal(pad(encode(yjsPiece, { sender, message, index, count, bytes })), room.key, place);
      });
    },
    open(sealed) {
      const padded = suite.open(sealed, room.key, place);
      const plaintext = padded === null ? null : unpad(padded);
      if (plaintext === null) return null;
      const piece = decode(yjsPiece, plaintext);
      return piece.ok ? piece.value : null;
    },
  };
};
