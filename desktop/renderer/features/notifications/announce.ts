/**
 * System notifications: asks the host for the message that calls for attention, decides, shows; a click opens
 * it. Where the browser was never asked, the first mention is when asking makes sense: a note with a button,
 * since browsers want a click, and once, since who passes it over has answered.
 */
import type { TFunction } from 'i18next';
import type { Services } from '../../stores/services.ts';
import { type Looking, notificationOf } from './notification-of.ts';

type Deps = Pick<Services, 'bridge' | 'environment' | 'navigation' | 'app' | 'toasts'>;

/** Returns its own end. */
export const announceNotices = (deps: Deps, t: TFunction, hasFocus: () => boolean): (() => void) => {
  const { bridge, environment, navigation, app, toasts } = deps;
  let asked = false;

  const looking = (): Looking => {
    const { community, channels, settings, panel } = navigation.store.getState();
    return {
      focused: hasFocus(),
      community,
      channel: community === null || settings !== null ? null : (channels[community] ?? null),
      thread: panel?.kind === 'thread' && settings === null ? panel.message : null,
    };
  };

  return bridge.listen('noticed', async (notice) => {
    const { community, channel, thread, message } = notice;
    const read = await bridge.query('messages', { community, ids: [message] });
    const view = read.ok ? (read.value[0] ?? null) : null;
    const { settings } = app.store.getState();
    const words = notificationOf(notice, view, looking(), settings, {
      mention: t('notifications.withoutText'),
      message: t('notifications.messageWithoutText'),
    });
    if (words === null) return;
    const outcome = environment.notify({
      ...words,
      tag: message,
      onOpen: () => navigation.jumpTo(community, channel, thread, message),
    });
    if (outcome !== 'askable' || asked || notice.reason !== 'mention') return;
    asked = true;
    toasts.show(t('notifications.ask'), {
      action: { label: t('notifications.allow'), run: () => void environment.allowNotifications() },
    });
  });
};
