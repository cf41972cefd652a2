/**
 * A page's fields over what the host says: only what the person changed is kept here, so that what others change
 * meanwhile is seen, and a refusal loses nothing.
 */
import { useCallback, useEffect, useState } from 'react';

export type Edits<T> = {
  /** What is shown. */
  readonly value: T;
  /** What differs from the host's word; null when nothing does. */
  readonly changed: Partial<T> | null;
  set<K extends keyof T>(key: K, value: T[K]): void;
  reset(): void;
};

const same = (a: unknown, b: unknown): boolean => Object.is(a, b) || JSON.stringify(a) === JSON.stringify(b);

export const useEdits = <T extends object>(told: T): Edits<T> => {
  const [edits, setEdits] = useState<Partial<T>>({});
  // What the host says by now is nobody's edit any more: from here on it changes with the host's word.
  useEffect(() => {
    const open: Partial<T> = {};
    let met = false;
    for (const key in edits) {
      if (same(edits[key], told[key])) met = true;
      else open[key] = edits[key];
    }
    if (met) setEdits(open);
  }, [edits, told]);
  const changed: Partial<T> = {};
  for (const key in edits) if (!same(edits[key], told[key])) changed[key] = edits[key];
  return {
    value: { ...told, ...edits },
    changed: Object.keys(changed).length === 0 ? null : changed,
    set: useCallback((key, value) => setEdits((before) => ({ ...before, [key]: value })), []),
    reset: useCallback(() => setEdits({}), []),
  };
};
