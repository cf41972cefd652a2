/** Several updates of the own document as one. */
import { mergeUpdates } from 'yjs';
import { err, ok, type Result } from '../../base/index.ts';

/** `Err` where one of them can't be read: then each is to be taken by itself. */
export const joinSelfUpdates = (
  updates: readonly Uint8Array[],
): Result<Uint8Array, { readonly kind: 'malformed' }> => {
  try {
    return ok(mergeUpdates([...updates]));
  } catch {
    // Yjs decodes by throwing; the bytes are the cause.
    return err({ kind: 'malformed' });
  }
};
