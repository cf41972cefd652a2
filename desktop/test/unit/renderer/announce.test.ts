/** From a notice to a notification, its click, and the one question whether it may be shown. */
import { err } from '@maru/sync-core';
import { describe, expect, it } from 'vitest';
import type { Events, HostBridge } from '../../../contract/index.ts';
import { channelId, communityId, message, messageId } from '../../../renderer/demo/demo-data.ts';
import { announceNotices } from '../../../renderer/features/notifications/announce.ts';
import { createI18n } from '../../../renderer/i18n/index.ts';
import type { Notified, SystemNotification } from '../../../renderer/stores/environment.ts';
import { createServices } from '../../../renderer/stores/services.ts';

const view = message(channelId(1), 1, 2, 'over here');
const mention: Events['noticed'] = {
  reason: 'mention',
  community: communityId(1),
  channel: channelId(1),
  thread: messageId(7),
  message: view.id,
  title: 'Dirk · #general',
  body: 'raw',
};

/** The page in a few lines: a host that knows one message, and a system that notes what it is asked. */
const setup = (outcome: Notified, reason: Events['noticed']['reason'] = 'mention') => {
  const shown: SystemNotification[] = [];
  let questions = 0;
  let noticed: (detail: Events['noticed']) => unknown = () => undefined;
  const bridge: HostBridge = {
    command: async () => err({ kind: 'internal' }),
    query: async (name) =>
      (name === 'messages' ? { ok: true, value: [view] } : err({ kind: 'internal' })) as never,
    listen: (name, listener) => {
      if (name === 'noticed') noticed = listener as never;
      return () => {
        noticed = () => undefined;
      };
    },
  };
  const services = createServices(
    bridge,
    {
      openExternal: () => undefined,
      notify: (notification) => {
        shown.push(notification);
        return outcome;
      },
      allowNotifications: async () => {
        questions++;
        return true;
      },
      baseUrl: '',
      joinLink: null,
      onJoinLink: () => () => undefined,
      onNewVersion: () => () => undefined,
      sharesSound: true,
      now: () => 0,
      languages: ['en'],
      recall: () => null,
      remember: () => undefined,
    },
    () => () => undefined,
  );
  const end = announceNotices(services, createI18n('en').t, () => false);
  return {
    shown,
    services,
    end,
    questions: () => questions,
    hear: async () => noticed({ ...mention, reason }),
  };
};

describe('a mention', () => {
  it('is shown, and a click opens its message in its thread', async () => {
    const { shown, services, hear } = setup('shown');
    await hear();
    expect(shown).toMatchObject([{ title: 'Dirk · #general', body: 'over here', tag: view.id }]);
    shown[0]?.onOpen();
    expect(services.navigation.store.getState()).toMatchObject({
      community: mention.community,
      jump: { channel: mention.channel, thread: mention.thread, message: mention.message },
    });
    expect(services.toasts.store.getState().toasts).toEqual([]);
  });
  it('where the browser was never asked, is the time to ask: by a button, once', async () => {
    const { services, hear, questions } = setup('askable');
    await hear();
    await hear();
    const { toasts } = services.toasts.store.getState();
    expect(toasts.map((toast) => toast.action?.label)).toEqual(['Allow notifications']);
    expect(questions()).toBe(0);
    toasts[0]?.action?.run();
    expect(questions()).toBe(1);
  });
  it('a message that mentions nobody is shown, and asks for nothing', async () => {
    const { shown, services, hear } = setup('askable', 'message');
    await hear();
    expect(shown).toHaveLength(1);
    expect(services.toasts.store.getState().toasts).toEqual([]);
  });
  it('where they were refused, nobody is asked again', async () => {
    const { services, hear } = setup('refused');
    await hear();
    expect(services.toasts.store.getState().toasts).toEqual([]);
  });
  it('nothing after its end', async () => {
    const { shown, end, hear } = setup('shown');
    end();
    await hear();
    expect(shown).toEqual([]);
  });
});
