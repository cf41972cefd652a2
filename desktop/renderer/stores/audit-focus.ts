/** The entry of the record that something else on screen points at, until the record has shown it. */
import type { OpId } from '@maru/sync-core';
import { createStore, type StoreApi } from 'zustand/vanilla';

export type AuditFocus = {
  readonly store: StoreApi<{ readonly op: OpId | null }>;
  show(op: OpId): void;
  clear(): void;
};

export const createAuditFocus = (): AuditFocus => {
  const store = createStore<{ readonly op: OpId | null }>(() => ({ op: null }));
  return { store, show: (op) => store.setState({ op }), clear: () => store.setState({ op: null }) };
};
