/** What the sidebar's readers are told: something when it says something new, nothing when it doesn't. */
import { expect, it } from 'vitest';
import type { HostBridge } from '../../../contract/index.ts';
import { summary } from '../../../renderer/demo/demo-data.ts';
import { createDemoHost } from '../../../renderer/demo/demo-host.ts';
import { createCommunityStore } from '../../../renderer/stores/community-store.ts';
import { keepSame } from '../../../renderer/stores/keep-same.ts';

it('a sidebar that is read again and says the same draws nothing again', async () => {
  const { bridge } = createDemoHost('ready', Date.UTC(2026, 10, 24, 12), {
    language: 'en',
    theme: 'light',
    density: 'cosy',
    textSize: 15,
  });
  // As over a port: equal, and never the same object.
  const copying: HostBridge = {
    ...bridge,
    query: async (name, input) => structuredClone(await bridge.query(name, input)),
  };
  const communities = createCommunityStore(copying);
  const { id } = summary(0);
  await communities.open(id);
  const before = communities.store.getState();
  let told = 0;
  communities.store.subscribe(() => told++);
  await communities.open(id);
  expect(told).toBe(0);
  expect(communities.store.getState()).toBe(before);
  communities.dispose();
});

it('of what was read again only what changed is another object', () => {
  const before = {
    channels: [
      { id: 'a', unread: true },
      { id: 'b', unread: false },
    ],
    permissions: ['x'],
  };
  const after = keepSame(before, {
    channels: [
      { id: 'a', unread: false },
      { id: 'b', unread: false },
    ],
    permissions: ['x'],
  });
  expect(after).toEqual({
    channels: [
      { id: 'a', unread: false },
      { id: 'b', unread: false },
    ],
    permissions: ['x'],
  });
  expect(after.channels[0]).not.toBe(before.channels[0]);
  expect(after.channels[1]).toBe(before.channels[1]);
  expect(after.permissions).toBe(before.permissions);
});

it('what was taken away is not kept', () => {
  const before = { names: ['a', 'b'], note: 'old', by: { id: 1 } };
  expect(keepSame<object>(before, { names: ['a'], by: { id: 1 } })).toEqual({ names: ['a'], by: { id: 1 } });
  expect(keepSame<object | null>(before, null)).toBe(null);
});
