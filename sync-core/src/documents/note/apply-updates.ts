/** Where updates reach Yjs. */
import { applyUpdate, Doc } from 'yjs';
import { err, ok, type Result } from '../../base/index.ts';
import { noteRoot } from './note-root.ts';

/** An empty note. */
export const createDoc = (): Doc => {
  const doc = new Doc({ gc: false });
  doc.getXmlFragment(noteRoot);
  return doc;
};

export const attempt = <T>(task: () => T): Result<T, { readonly kind: 'malformed' }> => {
  try {
    return ok(task());
  } catch {
    // Yjs decodes by throwing; the bytes are the cause.
    return err({ kind: 'malformed' });
  }
};

/**
 * Applies updates and nothing else. By itself Yjs deletes formats that became superfluous by what came in: words of
 * nobody, which would make the document depend on the order. What is local is left as it is.
 */
export const applyQuietly = (doc: Doc, updates: Iterable<Uint8Array>): void => {
  doc.transact((transaction) => {
    for (const update of updates) applyUpdate(doc, update);
    transaction.local = true;
  });
};
