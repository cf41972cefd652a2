/** The run of messages that a place holds: contiguous, bounded, found again at either end. */
import { expect, it } from 'vitest';
import { channelId, summary } from '../../../renderer/demo/demo-data.ts';
import { createDemoHost, type DemoScene } from '../../../renderer/demo/demo-host.ts';
import { createTimelineStore, keptMessages, pageSize } from '../../../renderer/stores/timeline-store.ts';

const open = async (scene: DemoScene) => {
  const { bridge } = createDemoHost(scene, Date.UTC(2026, 10, 24, 12), {
    language: 'en',
    theme: 'light',
    density: 'cosy',
    textSize: 15,
  });
  const timeline = createTimelineStore(bridge, {
    community: summary(0).id,
    channel: channelId(201),
    thread: null,
  });
  await timeline.loadNewest();
  return timeline;
};
const idsOf = ({ store }: ReturnType<typeof createTimelineStore>) =>
  store.getState().messages.map(({ id }) => id);

it('paging far up and back down keeps the run bounded, whole and in order', async () => {
  const timeline = await open('ready');
  const { store } = timeline;
  const newest = idsOf(timeline).at(-1);
  for (let page = 0; page < 40; page++) {
    await timeline.loadOlder(() => true);
    expect(store.getState().messages.length).toBeLessThanOrEqual(keptMessages + pageSize);
  }
  const upThere = idsOf(timeline);
  expect(upThere).not.toContain(newest);
  expect(store.getState().hasNewer).toBe(true);
  for (let page = 0; page < 60 && store.getState().hasNewer; page++) {
    const before = idsOf(timeline);
    await timeline.loadNewer();
    const now = idsOf(timeline);
    // What is left of the run is followed at once by what came: no gap, no double.
    const left = before.filter((id) => now.includes(id));
    expect(now.slice(0, left.length)).toEqual(left);
    expect(left.at(-1)).toBe(before.at(-1));
    expect(new Set(now).size).toBe(now.length);
    expect(now.length).toBeLessThanOrEqual(keptMessages + pageSize);
  }
  expect(idsOf(timeline).at(-1)).toBe(newest);
  expect(store.getState().hasOlder).toBe(true);
  timeline.dispose();
});

it('far behind, the run around where reading stopped replaces the newest', async () => {
  const timeline = await open('behind');
  const { store } = timeline;
  const { readPosition, messages } = store.getState();
  expect(readPosition !== null && (messages[0]?.position ?? '') > readPosition).toBe(true);
  await timeline.loadUnread();
  const after = store.getState();
  const firstUnread = after.messages.findIndex(
    ({ position }) => readPosition !== null && position > readPosition,
  );
  expect(firstUnread).toBeGreaterThan(0);
  expect(after.messages[firstUnread - 1]?.position).toBe(readPosition);
  expect(after.hasNewer).toBe(true);
  timeline.dispose();
});

it('an older page that comes while the list may not shift is left, and comes when asked again', async () => {
  const timeline = await open('ready');
  const before = idsOf(timeline);
  await timeline.loadOlder(() => false);
  expect(idsOf(timeline)).toEqual(before);
  await timeline.loadOlder(() => true);
  expect(idsOf(timeline).slice(-before.length)).toEqual(before);
  expect(idsOf(timeline).length).toBe(before.length + pageSize);
  timeline.dispose();
});
