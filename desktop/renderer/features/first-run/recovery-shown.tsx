/** The 24 words, once, after the first name; nothing has to be confirmed now. */
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogFoot } from '../../components/dialog.tsx';
import { useServices } from '../../stores/services.ts';
import styles from '../settings/settings.module.css';

export const RecoveryShown = ({ phrase }: { phrase: string }) => {
  const { navigation, environment, toasts } = useServices();
  const { t } = useTranslation();
  const go = () => {
    // Just asked: the reminder waits its turn.
    navigation.recoveryAsked();
    navigation.openDialog({ kind: 'add-community', link: environment.joinLink });
  };
  return (
    <Dialog title={t('recovery.shownTitle')} description={t('recovery.shownHint')} width={560} onClose={go}>
      <ol className={styles.words}>
        {phrase.split(' ').map((word, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a phrase may hold a word twice and never changes.
          <li key={index}>{word}</li>
        ))}
      </ol>
      <DialogFoot>
        <Button
          tone="quiet"
          onClick={async () => {
            await navigator.clipboard.writeText(phrase);
            toasts.show(t('common.copied'));
          }}
        >
          {t('common.copy')}
        </Button>
        <Button onClick={go}>{t('recovery.later')}</Button>
        <Button tone="accent" onClick={go}>
          {t('recovery.written')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
};
