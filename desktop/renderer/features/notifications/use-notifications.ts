/** System notifications for mentions, when they are wanted and one isn't looking at that channel. */
import { useEffect } from 'react';
import { useServices } from '../../stores/services.ts';

export const useMentionNotifications = () => {
  const { bridge, environment, navigation, app } = useServices();
  useEffect(
    () =>
      bridge.listen('mentioned', ({ community, channel, thread, message, title, body }) => {
        if (!app.store.getState().settings.notifications) return;
        const { community: shown, channels } = navigation.store.getState();
        if (document.hasFocus() && shown === community && channels[community] === channel) return;
        environment.notify({
          title,
          body,
          tag: message,
          onOpen: () => navigation.jumpTo(community, channel, thread, message),
        });
      }),
    [bridge, environment, navigation, app],
  );
};
