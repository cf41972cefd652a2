/** Much arrives at once, as in an import: the run stays bounded and whole, and the host is asked one thing at a time. */
import type { MessageId } from '@maru/sync-core';
import { expect, it } from 'vitest';
import type { HostBridge } from '../../../contract/index.ts';
import { channelId, summary } from '../../../renderer/demo/demo-data.ts';
import { createDemoHost } from '../../../renderer/demo/demo-host.ts';
import { createTimelineStore, keptMessages, pageSize } from '../../../renderer/stores/timeline-store.ts';

const place = { community: summary(0).id, channel: channelId(201), thread: null };

const open = async () => {
  const host = createDemoHost('ready', Date.UTC(2026, 10, 24, 12), {
    language: 'en',
    theme: 'light',
    density: 'cosy',
    textSize: 15,
  });
  const asked = { times: 0, now: 0, mostAtOnce: 0, held: Promise.resolve() };
  const bridge: HostBridge = {
    ...host.bridge,
    query: async (name, input) => {
      asked.times++;
      asked.mostAtOnce = Math.max(asked.mostAtOnce, ++asked.now);
      const answer = await host.bridge.query(name, input);
      await asked.held;
      asked.now--;
      return answer;
    },
  };
  const timeline = createTimelineStore(bridge, place);
  await timeline.loadNewest();

  const page = async (limit: number) => {
    const found = await host.bridge.query('timeline', { ...place, anchor: { kind: 'newest' }, limit });
    return found.ok ? found.value.messages : [];
  };
  return {
    timeline,
    store: timeline.store,
    asked,
    host,
    newest: async (limit: number) => (await page(limit)).map(({ id }) => id),
    /** What one commit of the host tells. */
    arrive: async (count: number) => {
      for (let one = 0; one < count; one++) host.say(`flood ${one}`);
      const messages = (await page(count)).map(({ id }) => id);
      host.emit('timelineChanged', { community: place.community, channel: place.channel, messages });
    },
    quiet: async () => {
      // An answer comes in a task of its own, and what it leads to is asked at once.
      for (let still = 0; still < 3; still = asked.now === 0 ? still + 1 : 0)
        await new Promise((done) => setTimeout(done));
    },
  };
};
const idsOf = (messages: readonly { readonly id: MessageId }[]) => messages.map(({ id }) => id);

it('who reads at the end sees the newest after a flood, in a bounded run, for one question at a time', async () => {
  const { timeline, store, asked, arrive, quiet, newest } = await open();
  timeline.follow(true);
  // As the list does when it has drawn a new run.
  store.subscribe((now, before) => {
    if (now.generation !== before.generation) timeline.follow(!now.hasNewer);
  });
  const commits = 20;
  for (let commit = 0; commit < commits; commit++) {
    await arrive(150);
    expect(store.getState().hasNewer).toBe(false);
    expect(store.getState().messages.length).toBeLessThanOrEqual(keptMessages + pageSize);
  }
  await quiet();
  const shown = idsOf(store.getState().messages);
  expect(shown).toEqual(await newest(shown.length));
  expect(asked.mostAtOnce).toBe(1);
  // A page after the run and the newest one; no page for what nobody sees.
  expect(asked.times).toBeLessThanOrEqual(1 + 3 * commits);
  timeline.dispose();
});

it('a new message is asked for once, though the host also tells that it changed', async () => {
  const { timeline, store, asked, host, quiet, newest } = await open();
  timeline.follow(true);
  const before = asked.times;
  const { promise, resolve } = Promise.withResolvers<void>();
  asked.held = promise;
  host.say('just one');
  const [id] = await newest(1);
  if (!id) throw new Error('nothing was said');
  host.emit('timelineChanged', { community: place.community, channel: place.channel, messages: [id] });
  resolve();
  await quiet();
  expect(store.getState().messages.at(-1)?.id).toBe(id);
  expect(asked.times).toBe(before + 1);
  timeline.dispose();
});

it('a long stay at the end keeps the run bounded', async () => {
  const { timeline, store, arrive, quiet, newest } = await open();
  timeline.follow(true);
  for (let commit = 0; commit < 25; commit++) {
    await arrive(50);
    await quiet();
  }
  const shown = idsOf(store.getState().messages);
  expect(shown.length).toBeLessThanOrEqual(keptMessages + pageSize);
  expect(shown).toEqual(await newest(shown.length));
  timeline.dispose();
});

it('who reads further up is not moved by a flood and finds all of it by paging', async () => {
  const { timeline, store, arrive, quiet, newest } = await open();
  timeline.follow(false);
  const { generation, messages } = store.getState();
  for (let commit = 0; commit < 10; commit++) await arrive(150);
  await quiet();
  const after = store.getState();
  expect(after.generation).toBe(generation);
  expect(idsOf(after.messages.slice(0, messages.length))).toEqual(idsOf(messages));
  expect(after.messages.length).toBeLessThanOrEqual(keptMessages + pageSize);
  expect(after.hasNewer).toBe(true);
  for (let pages = 0; pages < 100 && store.getState().hasNewer; pages++) await timeline.loadNewer();
  const shown = idsOf(store.getState().messages);
  expect(shown).toEqual(await newest(shown.length));
  timeline.dispose();
});

it('a run so long that it ends below what is read grows no further, and paging goes on from there', async () => {
  const { timeline, store, arrive, quiet, newest } = await open();
  for (let pages = 0; pages < 20; pages++) await timeline.loadOlder(() => true);
  for (let pages = 0; pages < 100 && store.getState().hasNewer; pages++) await timeline.loadNewer();
  timeline.follow(false);
  for (let commit = 0; commit < 20; commit++) {
    await arrive(50);
    await quiet();
    expect(store.getState().messages.length).toBeLessThanOrEqual(keptMessages + 2 * pageSize);
  }
  for (let pages = 0; pages < 100 && store.getState().hasNewer; pages++) await timeline.loadNewer();
  const shown = idsOf(store.getState().messages);
  expect(shown).toEqual(await newest(shown.length));
  timeline.dispose();
});

it('reading the run again takes nothing away that came meanwhile, whenever that is', async () => {
  for (let ticks = 0; ticks < 12; ticks++) {
    const { timeline, store, host, quiet, newest } = await open();
    timeline.follow(true);
    for (let page = 0; page < 5; page++) await timeline.loadOlder(() => true);
    host.emit('timelineChanged', { community: place.community, channel: place.channel, messages: null });
    for (let tick = 0; tick < ticks; tick++) await new Promise((done) => setTimeout(done));
    host.say('meanwhile');
    await quiet();
    const shown = idsOf(store.getState().messages);
    expect(shown, `after ${ticks} ticks`).toEqual(await newest(shown.length));
    timeline.dispose();
  }
});

it('what could not be read before and stands at the end is shown once it is told as changed', async () => {
  const { timeline, store, host, quiet, newest } = await open();
  timeline.dispose();
  const unheard = createTimelineStore(
    {
      ...host.bridge,
      listen: (name, listener) =>
        name === 'timelineAppended' ? () => undefined : host.bridge.listen(name, listener),
    },
    place,
  );
  await unheard.loadNewest();
  host.say('its key came late');
  host.emit('timelineChanged', {
    community: place.community,
    channel: place.channel,
    messages: await newest(1),
  });
  await quiet();
  await expect.poll(() => unheard.store.getState().messages.at(-1)?.text).toBe('its key came late');
  expect(store.getState().messages.at(-1)?.text).not.toBe('its key came late');
  unheard.dispose();
});
