/** What calls for one's attention: marks and notices after levels, mutes and what is suppressed. */
import { describe, expect, it } from 'vitest';
import type { ClientEvents } from '../../src/client/index.ts';
import { opToRoleId } from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import { createCircle } from './circle.ts';

const setup = async () => {
  const circle = await createCircle(['ada', 'bo']);
  const [ada, bo] = [circle.person('ada'), circle.person('bo')];
  const { community, channel, home, settled, run } = circle;
  const noticed: ClientEvents['noticed'][] = [];
  bo.client()?.listen('noticed', (detail) => noticed.push(detail));
  const settings = (one: Installation) => {
    const attention = one.client()?.attention;
    if (!attention) throw new Error('not running');
    return attention;
  };
  const say = async (text: string): Promise<void> => {
    await circle.post(ada, text);
    await run(15_000);
  };
  return {
    circle,
    ada,
    bo,
    say,
    settled,
    run,
    noticed,
    attention: settings(bo),
    here: { type: 'channel', community, channel } as const,
    whole: { type: 'community', community } as const,
    bosName: `<@${circle.memberOf(bo)}>`,
    /** bo's marks: of the channel and of the community. */
    marks: () => {
      const { channels, community: all } = home(bo).queries.sidebar();
      const row = channels.find(({ id }) => id === channel);
      if (!row) throw new Error('no channel');
      return {
        unread: row.unread,
        mentions: row.mentions,
        muted: row.muted,
        all: [all.unread, all.mentions],
      };
    },
    readAll: async () => {
      const place = { channel, thread: null };
      const last = home(bo).queries.page(place, { kind: 'newest' }, 1).messages.at(-1);
      if (last) await settled(home(bo).commands.markRead(place, last.position));
    },
    why: () => noticed.splice(0).map(({ reason, body }) => `${reason}: ${body}`),
    [Symbol.dispose]: () => circle[Symbol.dispose](),
  };
};

describe('marks in the sidebar and the rail', () => {
  it('a muted channel has none but for mentions by name, until it is muted no more', async () => {
    using world = await setup();
    const { say, marks, attention, here, settled, bosName } = world;
    await say('hello @everyone');
    expect(marks()).toEqual({ unread: true, mentions: 1, muted: false, all: [true, 1] });
    await settled(attention.mute(here, null));
    expect(marks()).toEqual({ unread: false, mentions: 0, muted: true, all: [false, 0] });
    await say(`come, ${bosName}`);
    expect(marks()).toEqual({ unread: false, mentions: 1, muted: true, all: [false, 1] });
    await settled(attention.unmute(here));
    expect(marks()).toEqual({ unread: true, mentions: 2, muted: false, all: [true, 2] });
    expect(world.circle.errors).toEqual([]);
  });

  it('a mute survives a crash', async () => {
    using world = await setup();
    const { circle, bo, say, marks, attention, here, settled } = world;
    await say('hello');
    await settled(attention.mute(here, null));
    bo.crash();
    await settled(bo.start());
    expect(marks()).toMatchObject({ unread: false, muted: true });
    expect(circle.errors).toEqual([]);
  });

  it('a mute for a while ends by itself, and the sidebar hears of it', async () => {
    using world = await setup();
    const { bo, say, marks, attention, here, settled, run } = world;
    await settled(attention.mute(here, 15 * 60_000));
    await say('hello');
    expect(marks().unread).toBe(false);
    const heard: string[] = [];
    bo.client()?.listen('sidebarChanged', () => heard.push('sidebar'));
    bo.client()?.listen('attentionChanged', () => heard.push('attention'));
    await run(10 * 60_000);
    expect([marks().muted, heard.includes('attention')]).toEqual([true, false]);
    await run(7 * 60_000);
    expect([marks().unread, marks().muted]).toEqual([true, false]);
    expect(heard).toContain('attention');
  });

  it('a muted community or category mutes what is in it', async () => {
    using world = await setup();
    const { circle, bo, say, marks, attention, whole, settled } = world;
    await say('hello');
    await settled(attention.mute(whole, 60_000));
    expect(marks()).toMatchObject({ unread: false, muted: true });
    await settled(attention.unmute(whole));
    expect(marks()).toMatchObject({ unread: true, muted: false });
    const { channels } = circle.home(bo).core.governance.current();
    const category = channels.get(circle.channel)?.category;
    if (!category) throw new Error('no category');
    await settled(attention.mute({ type: 'category', community: circle.community, category }, null));
    expect(marks()).toMatchObject({ unread: false, muted: true });
    const sidebar = circle.home(bo).queries.sidebar();
    expect([sidebar.community.muted, sidebar.categories[0]?.muted]).toEqual([false, true]);
    expect(circle.home(bo).attention.view().channels[0]).toMatchObject({ mutedBy: 'category' });
  });

  it('what is suppressed, and a level of nothing, leave mentions by name', async () => {
    using world = await setup();
    const { circle, ada, bo, say, marks, attention, here, settled, run, bosName, readAll } = world;
    const [role] = await circle.govern(ada, {
      type: 'roleCreated',
      name: 'cooks',
      colour: null,
      order: 'm',
      permissions: 0n,
      hoist: false,
      mentionable: true,
    });
    if (!role) throw new Error('no role');
    const id = opToRoleId(role);
    await circle.govern(ada, { type: 'roleGranted', member: circle.memberOf(bo), role: id });
    await run(15_000);
    await say('@everyone');
    await say(`<@&${id}>`);
    await say(bosName);
    expect(marks().mentions).toBe(3);
    await settled(attention.suppress(circle.community, 'everyone', true));
    expect(marks().mentions).toBe(2);
    await settled(attention.suppress(circle.community, 'roles', true));
    expect(marks().mentions).toBe(1);
    await settled(attention.suppress(circle.community, 'everyone', false));
    await settled(attention.suppress(circle.community, 'roles', false));
    await settled(attention.setLevel(here, 'nothing'));
    expect(marks()).toMatchObject({ unread: true, mentions: 1, muted: false });
    await readAll();
    expect(marks()).toMatchObject({ unread: false, mentions: 0 });
  });

  it('a muted thread: its mentions by name still count, and its root shows no dot', async () => {
    using world = await setup();
    const { circle, ada, bo, say, attention, settled, run, bosName, readAll, marks } = world;
    const { home, channel, community } = circle;
    await say('root');
    const root = home(ada).queries.page({ channel, thread: null }, { kind: 'newest' }, 1).messages[0]?.id;
    if (!root) throw new Error('no root');
    await readAll();
    const inThread = async (text: string) => {
      await settled(home(ada).commands.post({ channel, thread: root }, text, null));
      await run(15_000);
    };
    await inThread('@everyone');
    await inThread(bosName);
    const dot = () => home(bo).queries.messages([root])[0]?.threadInfo?.unread;
    expect([marks().mentions, dot()]).toEqual([2, true]);
    await settled(attention.mute({ type: 'thread', community, channel, thread: root }, 60 * 60_000));
    expect([marks().mentions, dot()]).toEqual([1, false]);
    expect(home(bo).attention.view().threads).toMatchObject([{ thread: root, channel }]);
  });
});

describe('what notifies', () => {
  it('mentions alone at first, every message at level all, nothing at nothing', async () => {
    using world = await setup();
    const { say, why, attention, here, whole, settled, bosName } = world;
    await settled(attention.setLevel(whole, 'mentions'));
    await say('hello');
    await say(bosName);
    expect(why()).toEqual([`mention: ${bosName}`]);
    await settled(attention.setLevel(here, 'all'));
    await say('hello again');
    expect(why()).toEqual(['message: hello again']);
    await settled(attention.setLevel(here, 'nothing'));
    await say(bosName);
    expect(why()).toEqual([]);
    // What is nearer counts.
    await settled(attention.setLevel(here, null));
    await settled(attention.setLevel(whole, 'nothing'));
    await say(bosName);
    expect(why()).toEqual([]);
  });

  it('follows what the community proposes where nothing is chosen', async () => {
    using world = await setup();
    const { circle, ada, say, why, run } = world;
    const propose = async (notifications: 'all' | 'nothing') => {
      const settings = { icon: null, systemChannel: null, rules: null };
      await circle.govern(ada, { type: 'communitySettingsEdited', notifications, ...settings });
      await run(15_000);
    };
    await propose('all');
    await say('hello');
    expect(why()).toEqual(['message: hello']);
    await propose('nothing');
    await say('hello again');
    expect(why()).toEqual([]);
  });

  it('muted and disturbed by nobody: no notice, and afterwards none is made up for', async () => {
    using world = await setup();
    const { say, why, attention, here, settled, bosName, run } = world;
    await settled(attention.mute(here, 60_000));
    await say(bosName);
    await run(120_000);
    expect(why()).toEqual([]);
    const { active: _, ...quiet } = attention.quiet();
    await settled(attention.setQuiet({ ...quiet, until: Date.UTC(2030, 0, 1) }));
    expect(attention.quiet().active).toBe(true);
    await say(bosName);
    expect(why()).toEqual([]);
    await settled(attention.setQuiet({ ...quiet, until: null }));
    await say(bosName);
    expect(why()).toHaveLength(1);
  });

  it('one’s own words elsewhere, edits and reactions never do', async () => {
    using world = await setup();
    const { circle, ada, bo, say, why, attention, here, settled, run } = world;
    await settled(attention.setLevel(here, 'all'));
    await say('one');
    expect(why()).toHaveLength(1);
    const id = circle.home(ada).queries.page({ channel: circle.channel, thread: null }, { kind: 'newest' }, 1)
      .messages[0]?.id;
    if (!id) throw new Error('no message');
    await settled(circle.home(ada).commands.edit(id, 'one, mended'));
    await settled(circle.home(ada).commands.react(id, '👍', true));
    await circle.post(bo, 'mine');
    await run(15_000);
    expect(why()).toEqual([]);
  });

  it('few at once, and again after a while; mentions get through beside them', async () => {
    using world = await setup();
    const { circle, ada, bo, why, attention, here, settled, run, bosName } = world;
    await settled(attention.setLevel(here, 'all'));
    circle.offline(bo);
    for (let count = 0; count < 30; count++) await circle.post(ada, `message ${count}`);
    await circle.post(ada, `and ${bosName}`);
    circle.online(bo);
    await run(60_000);
    const all = why();
    expect(all.filter((one) => one.startsWith('message'))).toHaveLength(5);
    expect(all.filter((one) => one.startsWith('mention'))).toHaveLength(1);
    await circle.post(ada, 'later');
    await run(15_000);
    expect(why()).toEqual(['message: later']);
  });
});
