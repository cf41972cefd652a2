/** System notifications for mentions: asks the host for the message, decides, shows; a click opens it. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../stores/services.ts';
import { type Looking, notificationOf } from './notification-of.ts';

export const useMentionNotifications = () => {
  const { bridge, environment, navigation, app } = useServices();
  const { t } = useTranslation();
  useEffect(() => {
    const looking = (): Looking => {
      const { community, channels, settings, panel } = navigation.store.getState();
      return {
        focused: document.hasFocus(),
        community,
        channel: community === null || settings !== null ? null : (channels[community] ?? null),
        thread: panel?.kind === 'thread' && settings === null ? panel.message : null,
      };
    };
    return bridge.listen('mentioned', async (mention) => {
      const { community, channel, thread, message } = mention;
      const read = await bridge.query('messages', { community, ids: [message] });
      const view = read.ok ? (read.value[0] ?? null) : null;
      const { settings } = app.store.getState();
      const words = notificationOf(mention, view, looking(), settings, t('notifications.withoutText'));
      if (words === null) return;
      environment.notify({
        ...words,
        tag: message,
        onOpen: () => navigation.jumpTo(community, channel, thread, message),
      });
    });
  }, [bridge, environment, navigation, app, t]);
};
