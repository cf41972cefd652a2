/** Tells a person that a moderator moved them: where they are now they didn't choose. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../../stores/services.ts';

export const useMovedNotice = (): void => {
  const { bridge, communities, toasts } = useServices();
  const { t } = useTranslation();
  useEffect(
    () =>
      bridge.listen('callEnded', ({ community, end }) => {
        if (end.kind !== 'moved' || end.to === null) return;
        const { sidebar } = communities.store.getState().byId[community] ?? {};
        const channel = sidebar?.channels.find(({ id }) => id === end.to)?.name;
        if (channel !== undefined) toasts.show(t('callPeople.youWereMoved', { channel }));
      }),
    [bridge, communities, toasts, t],
  );
};
