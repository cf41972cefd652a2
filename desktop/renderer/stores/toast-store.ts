/** Short notes at the foot of the page, some with a way back. Time comes from an injected timer. */
import { createStore, type StoreApi } from 'zustand/vanilla';

export type Toast = {
  readonly id: number;
  readonly text: string;
  readonly tone: 'plain' | 'problem';
  readonly action: { readonly label: string; readonly run: () => void } | null;
};
export type Timer = (run: () => void, afterMs: number) => () => void;

export const toastMs = 6_000;

export type ToastStore = {
  readonly store: StoreApi<{ readonly toasts: readonly Toast[] }>;
  show(text: string, options?: { tone?: Toast['tone']; action?: Toast['action'] }): number;
  dismiss(id: number): void;
};

export const createToastStore = (timer: Timer): ToastStore => {
  const store = createStore<{ readonly toasts: readonly Toast[] }>(() => ({ toasts: [] }));
  let lastId = 0;
  const dismiss = (id: number) =>
    store.setState(({ toasts }) => ({ toasts: toasts.filter((toast) => toast.id !== id) }));
  return {
    store,
    dismiss,
    show: (text, options = {}) => {
      const id = ++lastId;
      const toast: Toast = { id, text, tone: options.tone ?? 'plain', action: options.action ?? null };
      // Three at most: older ones have been read or never will be.
      store.setState(({ toasts }) => ({ toasts: [...toasts.slice(-2), toast] }));
      timer(() => dismiss(id), toastMs);
      return id;
    },
  };
};
