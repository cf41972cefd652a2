/** An update of the own document as operations that an envelope has room for, and back. */
import { concatBytes } from '../../base/index.ts';
import { limits, type Operation, type OperationOf } from '../../model/index.ts';

export const updateToPieces = (update: Uint8Array): readonly OperationOf<'selfUpdated'>[] => {
  const pieces: OperationOf<'selfUpdated'>[] = [];
  for (let from = 0; from < update.length; from += limits.selfPieceBytes) {
    const to = from + limits.selfPieceBytes;
    pieces.push({ type: 'selfUpdated', update: update.slice(from, to), more: to < update.length });
  }
  return pieces;
};

export type PieceReader = {
  /** The updates that end with these operations of one log, in order. */
  read(ops: readonly Operation[]): readonly Uint8Array[];
  /** What came of one that hasn't ended. */
  isOpen(): boolean;
};

/** Reads one log from the beginning of an update on. One that grows beyond the limit is let go. */
export const createPieceReader = (): PieceReader => {
  let open: Uint8Array[] = [];
  let bytes = 0;
  return {
    read: (ops) =>
      ops.flatMap((op) => {
        if (op.type !== 'selfUpdated') return [];
        bytes += op.update.length;
        if (bytes <= limits.selfUpdateBytes) open.push(op.update);
        if (op.more) return [];
        const update = bytes <= limits.selfUpdateBytes ? concatBytes(...open) : null;
        open = [];
        bytes = 0;
        return update === null ? [] : [update];
      }),
    isOpen: () => bytes > 0,
  };
};
