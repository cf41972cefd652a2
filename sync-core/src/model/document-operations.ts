/**
 * What is done to a note or a board: operations of a document's own stream. Tags 80 to 83.
 *
 * Updates are the engine's own bytes (Yjs, Automerge), opaque here. Who wrote them is the log; their engine's
 * writer id has to be the one that is bound to log, stream, seat and branch (documents/writer-id).
 */
import { blob, bool, fixedBytes, nullable, struct, text, uint, word } from '../base/index.ts';
import { planAnswers } from './entities.ts';
import { opId } from './ids.ts';
import { limits } from './limits.ts';
import { name } from './parts.ts';

export const documentVariants = {
  /**
   * An update, or a piece of one: `more` says that the next of this log and seat goes on with it. `branch` is the
   * operation that opened it, null for the document itself. A seat is one open page of an installation. `carried`:
   * the nonce of an earlier log of the same device, under whose bound id this was written: what its journal held
   * when a new incarnation began [S4].
   */
  documentUpdated: [
    80,
    struct({
      seat: uint(limits.documentSeats - 1),
      branch: nullable(opId),
      carried: nullable(fixedBytes(16)),
      update: blob(limits.documentPieceBytes),
      more: bool,
    }),
  ],
  branchOpened: [81, struct({ name })],
  /** `merged`: its changes are in the document itself from here on, by an update of who closed it. */
  branchClosed: [82, struct({ branch: opId, merged: bool })],
  /** The author's answer to an event plan; null takes it back. */
  cardAnswered: [83, struct({ card: text(limits.cardIdBytes), answer: nullable(word(planAnswers)) })],
} as const;
