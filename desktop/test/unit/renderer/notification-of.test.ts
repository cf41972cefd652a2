/** System notifications for mentions: when, and with which words. */
import { expect, it } from 'vitest';
import { channelId, communityId, memberId, message, messageId } from '../../../renderer/demo/demo-data.ts';
import { type Looking, notificationOf } from '../../../renderer/features/notifications/notification-of.ts';

const [community, channel, thread] = [communityId(1), channelId(1), messageId(9)];
const text = `<@${memberId(0)}> come  here,\n**now**`;
const mentions = [{ kind: 'member', member: memberId(0), name: 'Hana' }] as const;
const view = message(channel, 1, 2, text, { mentions });
const mention = {
  reason: 'mention' as const,
  community,
  channel,
  thread: null,
  message: view.id,
  title: 'Dirk · #general',
  body: text,
};
const away: Looking = { focused: false, community, channel, thread: null };
const all = { notifications: true, notificationText: true };
const shown = (
  looking: Partial<Looking> = {},
  settings: Partial<typeof all> = {},
  of: Partial<typeof mention> | { thread: typeof thread } = {},
  seen: typeof view | null = view,
) =>
  notificationOf(
    { ...mention, ...of },
    seen,
    { ...away, ...looking },
    { ...all, ...settings },
    { mention: 'Mentioned you', message: 'New message' },
  );

it('says who, where and what, with names in place of ids', () => {
  expect(shown()?.title).toBe('Dirk · #general');
  expect(shown()?.body).toMatch(/^@Hana come here, /);
});
it('nothing when not wanted', () => expect(shown({}, { notifications: false })).toBeNull());
it('no text of the message where that is kept off others’ sight', () =>
  expect(shown({}, { notificationText: false })).toEqual({
    title: 'Dirk · #general',
    body: 'Mentioned you',
  }));
it('nothing for what one is looking at', () => {
  expect(shown({ focused: true })).toBeNull();
  expect(shown({ focused: true, thread }, {}, { thread })).toBeNull();
});
it('but for what is out of sight', () => {
  expect(shown({ focused: true, channel: channelId(2) })).not.toBeNull();
  expect(shown({ focused: true, community: communityId(2) })).not.toBeNull();
  // A page such as settings covers the channel.
  expect(shown({ focused: true, channel: null })).not.toBeNull();
  // The channel is open, the thread isn't.
  expect(shown({ focused: true }, {}, { thread })).not.toBeNull();
  expect(
    shown({ focused: true, channel: channelId(2), thread: messageId(8) }, {}, { thread }),
  ).not.toBeNull();
});
it('nothing of what was deleted, or can’t be read any more', () => {
  expect(shown({}, {}, {}, { ...view, deleted: true, text: '' })).toBeNull();
  expect(shown({}, {}, {}, null)).toBeNull();
});
it('is cut between letters', () => {
  const family = '👩‍👩‍👧';
  const body = shown({}, {}, {}, { ...view, text: family.repeat(300), mentions: [] })?.body;
  expect(body).toBe(`${family.repeat(200)}…`);
});
