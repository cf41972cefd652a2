/**
 * An editor as anyone would write it: a Yjs document and y-websocket's unmodified provider, in a plain or a sealed
 * room. Without BroadcastChannel, by which editors of one process would meet past the relay.
 */
import { createHash } from 'node:crypto';
import { yjsRoomProtocol } from '@maru/sync-core';
import { createSealedYjsRoom, createYjsRoomSecret, type YjsRoomAccess } from '@maru/sync-core/yjs-room';
import { onTestFinished } from 'vitest';
import { WebSocket as WsSocket } from 'ws';
import { WebsocketProvider } from 'y-websocket';
import * as Y from 'yjs';

export type Kind = 'plain' | 'sealed';

export type RoomKey = { readonly name: string; readonly options: YjsRoomAccess['options'] };

export const plainRoom = (secret: string): RoomKey => ({
  name: createHash('sha256').update(secret).digest('hex'),
  options: {
    protocols: [yjsRoomProtocol, secret],
    // As y-websocket's README has it for Node; its types know the browser's only.
    WebSocketPolyfill: WsSocket as unknown as typeof WebSocket,
  },
});

export const newRoom = (kind: Kind): Promise<RoomKey> => {
  const secret = createYjsRoomSecret();
  return kind === 'plain' ? Promise.resolve(plainRoom(secret)) : createSealedYjsRoom(secret);
};

export type Editor = {
  readonly doc: Y.Doc;
  readonly provider: WebsocketProvider;
  write(words: string): void;
  text(): string;
  /** Resolves once the text holds all of these, whichever way round. */
  reads(...words: readonly string[]): Promise<void>;
  /** Resolves once the carets of so many others are seen. */
  sees(others: number): Promise<void>;
  synced(): Promise<void>;
  disconnected(): Promise<void>;
};

export const openEditor = (url: string, room: RoomKey, doc = new Y.Doc()): Editor => {
  const provider = new WebsocketProvider(url, room.name, doc, {
    ...room.options,
    disableBc: true,
    maxBackoffTime: 50,
  });
  onTestFinished(() => provider.destroy());
  const text = doc.getText('page');
  const { awareness } = provider;
  awareness.setLocalStateField('user', { name: String(doc.clientID) });
  const whenDoc = (holds: () => boolean): Promise<void> =>
    new Promise((resolve) => {
      const look = (): void => {
        if (!holds()) return;
        doc.off('update', look);
        resolve();
      };
      doc.on('update', look);
      look();
    });
  return {
    doc,
    provider,
    write: (words) => text.insert(text.length, words),
    text: () => text.toString(),
    reads: (...words) => whenDoc(() => words.every((word) => text.toString().includes(word))),
    sees: (others) =>
      new Promise((resolve) => {
        const look = (): void => {
          if (awareness.getStates().size - 1 < others) return;
          awareness.off('change', look);
          resolve();
        };
        awareness.on('change', look);
        look();
      }),
    synced: () =>
      new Promise((resolve) => {
        if (provider.synced) resolve();
        else provider.once('sync', () => resolve());
      }),
    disconnected: () =>
      new Promise((resolve) => {
        if (!provider.wsconnected) resolve();
        else provider.once('connection-close', () => resolve());
      }),
  };
};
