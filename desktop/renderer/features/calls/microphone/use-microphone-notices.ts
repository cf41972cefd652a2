/** Says, wherever one is in the app, what changed about the own microphone without one's doing. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useServices } from '../../../stores/services.ts';

export const useMicrophoneNotices = (): void => {
  const { microphone, toasts } = useServices();
  const { t } = useTranslation();
  useEffect(
    () =>
      microphone.store.subscribe((now, before) => {
        if (now.standsIn && !before.standsIn) toasts.show(t('callAudio.standsIn'));
        if (before.standsIn && !now.standsIn && now.capturing) toasts.show(t('callAudio.isBack'));
        if (now.weakened && !before.weakened) toasts.show(t('callAudio.weakened'));
      }),
    [microphone, toasts, t],
  );
};
