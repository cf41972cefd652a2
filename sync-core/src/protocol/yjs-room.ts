/**
 * Rooms for other Yjs editors: what a relay and the clients of `/yjs/<room>` agree on (decision 0028).
 *
 * Frames are the clients' own, plain y-websocket or sealed (crypto/yjs-room.ts), and a relay reads none of them. A
 * few words it has to say itself, because the stock provider waits for them; they are whole frames of
 * y-websocket, always the same, and the only ones that a sealed client takes in the clear.
 */
import { bytesEqual, bytesToHex, concatBytes } from '../base/index.ts';
import type { YjsPiece } from '../crypto/index.ts';
import { limits } from '../model/index.ts';

export const yjsRoomPath = '/yjs';
/** The subprotocol that is agreed on; beside it a client offers the room's token, which no answer repeats. */
export const yjsRoomProtocol = 'maru-yjs';

/** `4403` and its like: the stock provider gives up at 4400 to 4499, and tries again after any other. */
export const yjsRoomCloseCodes = { wrongToken: 4403, tooLarge: 4413, full: 4503 } as const;

export const yjsRoomWords = {
  /** An empty answer to whoever asks and is alone: without it a first client would never be `synced`. */
  nothingMore: Uint8Array.of(0, 1, 2, 0, 0),
  /** Asks for everyone's carets: a newcomer would otherwise see them when they are next renewed. */
  whoIsHere: Uint8Array.of(3),
  /** No carets at all: the provider takes 30 s without a message for a dead link. */
  stillHere: Uint8Array.of(1, 1, 0),
} as const;

/** Whether `frame` is one of the words that a relay may say in a sealed room. */
export const isYjsRoomWord = (frame: Uint8Array): boolean =>
  Object.values(yjsRoomWords).some((word) => bytesEqual(word, frame));

type Begun = {
  readonly message: number;
  readonly count: number;
  readonly parts: Uint8Array[];
  length: number;
};

export type YjsPieceJoiner = {
  /** The whole frame, once its last piece came; null before, and where a piece is missing. */
  take(piece: YjsPiece): Uint8Array | null;
};

/** Puts frames together again. Pieces of one sender come in order or not at all; what is begun is bounded. */
export const createYjsPieceJoiner = (): YjsPieceJoiner => {
  const begun = new Map<string, Begun>();
  let held = 0;
  const drop = (sender: string): void => {
    held -= begun.get(sender)?.length ?? 0;
    begun.delete(sender);
  };
  const makeRoom = (length: number): void => {
    for (const sender of begun.keys()) {
      if (held + length <= limits.yjsFrameBytes * 2 && begun.size < limits.yjsSendersHeld) return;
      drop(sender);
    }
  };
  const begin = (sender: string, { message, count }: YjsPiece): Begun => {
    drop(sender);
    makeRoom(0);
    const made: Begun = { message, count, parts: [], length: 0 };
    begun.set(sender, made);
    return made;
  };
  return {
    take(piece) {
      if (piece.count === 1 && piece.index === 0) return piece.bytes;
      const sender = bytesToHex(piece.sender);
      const frame = piece.index === 0 ? begin(sender, piece) : begun.get(sender);
      const goesOn =
        frame?.message === piece.message && frame.count === piece.count && frame.parts.length === piece.index;
      if (!frame || !goesOn || frame.length + piece.bytes.length > limits.yjsFrameBytes) {
        drop(sender);
        return null;
      }
      makeRoom(piece.bytes.length);
      // Making room may have dropped this very one, where it was the oldest.
      if (begun.get(sender) !== frame) return null;
      frame.parts.push(piece.bytes);
      frame.length += piece.bytes.length;
      held += piece.bytes.length;
      if (frame.parts.length < frame.count) return null;
      drop(sender);
      return concatBytes(...frame.parts);
    },
  };
};
