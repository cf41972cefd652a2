/**
 * The renderer's end of the RPC with the host: the only file that knows the port.
 * Trusts the host's content, checks its shape; frames are defined in contract/rpc.ts.
 */
import { err } from '@maru/sync-core';
import {
  type EventName,
  type HostBridge,
  type HostError,
  hostFrame,
  type RequestFrame,
} from '../../contract/index.ts';

/** What a Worker, a MessagePort and Electron's port wrapper have in common. */
export type BridgePort = {
  postMessage(message: unknown): void;
  onmessage: ((event: MessageEvent) => void) | null;
};

type Waiting = (reply: { ok: boolean; value: unknown }) => void;
type Listener = (detail: never) => void;

/** A bridge over `port`. Replies are matched by id; events go to every listener of their name. */
export const createPortBridge = (port: BridgePort): HostBridge => {
  const waiting = new Map<number, Waiting>();
  const listeners = new Map<string, Set<Listener>>();
  let lastId = 0;

  port.onmessage = (event) => {
    const frame = hostFrame.safeParse(event.data);
    if (!frame.success) return;
    if (frame.data.type === 'event') {
      // The contract pairs each name with its detail; the host's code made both.
      for (const listener of [...(listeners.get(frame.data.name) ?? [])])
        listener(frame.data.detail as never);
      return;
    }
    const resolve = waiting.get(frame.data.id);
    waiting.delete(frame.data.id);
    resolve?.(frame.data);
  };

  const request = (type: RequestFrame['type'], name: string, input: unknown): Promise<unknown> => {
    const id = ++lastId;
    return new Promise((resolve) => {
      waiting.set(id, ({ ok, value }) => resolve(ok ? { ok, value } : err(value as HostError)));
      port.postMessage({ type, id, name, input } satisfies RequestFrame);
    });
  };

  return {
    command: (name, input) => request('command', name, input) as never,
    query: (name, input) => request('query', name, input) as never,
    listen: (name: EventName, listener: Listener) => {
      const set = listeners.get(name) ?? new Set();
      listeners.set(name, set);
      set.add(listener);
      return () => set.delete(listener);
    },
  };
};
