/** Boards behind the document port. `startAutomerge` has to have ended before `fold` and `open`. */
import { err, ok, type Result } from '../../base/index.ts';
import { limits } from '../../model/index.ts';
import type { DocumentEngine, DocumentFold, DocumentInspection, DocumentRefusal } from '../port.ts';
import { admit } from './admit.ts';
import { emptyHandle, loadHandle, reader } from './automerge.ts';
import { type BoardDocument, createBoardDocument } from './board-document.ts';
import { foldEntries } from './fold-entries.ts';

export const boardEngine: DocumentEngine<BoardDocument> = {
  kind: 'board',
  inspect(update, writer): Result<DocumentInspection, DocumentRefusal> {
    const admitted = admit(update, writer);
    if (!admitted.ok) return admitted;
    const changes = admitted.value.reduce((sum, { startOp, maxOp }) => sum + maxOp - startOp + 1, 0);
    return ok({ bytes: update.length, changes });
  },
  fold(entries, watch): DocumentFold<BoardDocument> {
    const { handle, refused, waiting } = foldEntries(entries, watch);
    const document = createBoardDocument(handle, new Set(refused.map(({ writer }) => writer)));
    return { document, refused, waiting };
  },
  open(state, refused) {
    if (state.length > limits.documentBytes) return err({ kind: 'too-large' });
    try {
      const handle = state.length === 0 ? emptyHandle(reader) : loadHandle(state);
      return ok(createBoardDocument(handle, new Set(refused)));
    } catch {
      // A state that was kept here and is damaged, or another's.
      return err({ kind: 'malformed' });
    }
  },
};
