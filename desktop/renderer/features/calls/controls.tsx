/** What one does in a call, small: in the bar, and in the window above all others. */
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import styles from './controls.module.css';
import microphone from './microphone/microphone.module.css';
import { TalkHold } from './microphone/talk-hold.tsx';
import { useControls } from './use-controls.ts';

export const CallControls = ({ size = 18, tip = true }: { size?: number; tip?: boolean }) => {
  const { t } = useTranslation();
  return (
    <div className={microphone.beside}>
      <TalkHold />
      <fieldset className={styles.controls} aria-label={t('calls.controls')}>
        {useControls().map(({ kind, icon, label, isSwitched, reason, run }) => (
          <IconButton
            key={kind}
            icon={icon}
            size={size}
            label={label}
            tip={tip}
            data-kind={kind}
            data-switched={isSwitched || undefined}
            aria-disabled={reason !== null || undefined}
            aria-description={reason ?? undefined}
            {...(reason === null ? {} : { keys: reason })}
            onClick={reason === null ? run : undefined}
          />
        ))}
      </fieldset>
    </div>
  );
};
