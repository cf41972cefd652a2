/** Beside one's name while nothing disturbs; leads to where that is ended. */
import { Moon } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuiet, useQuietWords } from './quiet-section.tsx';

export const QuietMark = () => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const words = useQuietWords(useQuiet());
  if (words === null) return null;
  return (
    <IconButton
      icon={Moon}
      label={`${t('notifications.quietTitle')}: ${words}`}
      onClick={() => navigation.openSettings('notifications')}
    />
  );
};
