/** The board that is shown is read again when it changes, whichever part of the page showed it before. */
import { expect, it, vi } from 'vitest';
import type { EventName, HostBridge } from '../../../contract/index.ts';
import { channelId, communityId } from '../../../renderer/demo/demo-data.ts';
import { createBoardStores } from '../../../renderer/stores/board-store.ts';

const place = { community: communityId(1), channel: channelId(1), thread: null };

const setup = () => {
  const listeners: [EventName, (detail: never) => void][] = [];
  const query = vi.fn(async () => ({ ok: false, error: { kind: 'not-found' } }));
  const bridge: HostBridge = {
    query: query as HostBridge['query'],
    command: vi.fn(async () => ({ ok: true, value: {} })) as HostBridge['command'],
    listen(name, listener) {
      listeners.push([name, listener]);
      return () => undefined;
    },
  };
  return {
    boards: createBoardStores(bridge),
    /** How often it was read since this was asked last, once it has changed. */
    async readsOfChange(): Promise<number> {
      await new Promise(setImmediate);
      query.mockClear();
      for (const [, listener] of listeners) Reflect.apply(listener, null, [place]);
      await new Promise(setImmediate);
      return query.mock.calls.length;
    },
  };
};

it('a part of the page that goes as another comes takes nothing from the one that has its store already', async () => {
  const { boards, readsOfChange } = setup();
  const leave = boards.hold(boards.of(place));
  const next = boards.of(place);
  leave();
  const end = boards.hold(next);
  expect(boards.of(place)).toBe(next);
  expect(await readsOfChange()).toBe(1);
  end();
  expect(await readsOfChange()).toBe(0);
});
