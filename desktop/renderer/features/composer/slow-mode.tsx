/** Under the composer of a slow channel: how slow it is, and how long one still has to wait. */
import { Timer } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import { durationWords } from '../../text/duration.ts';
import styles from './composer.module.css';

export const SlowMode = ({ seconds, leftMs }: { seconds: number; leftMs: number }) => {
  const { t, i18n } = useTranslation();
  if (seconds === 0) return null;
  return (
    <p className={styles.slow} data-waiting={leftMs > 0 || undefined}>
      <Icon of={Timer} size={14} />
      {leftMs > 0 ? (
        <span role="timer">{t('structure.slowLeft', { left: durationWords(i18n.language, leftMs) })}</span>
      ) : (
        <span>{t('structure.slowHere', { pace: durationWords(i18n.language, seconds * 1_000) })}</span>
      )}
    </p>
  );
};
