/** Asks before the board is made what it was: said what that does, and that it can be taken back the same way. */
import type { BoardVersion } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Dialog, DialogFoot } from '../../../components/dialog.tsx';
import { boardInput } from '../../../stores/board-store.ts';
import { useServices } from '../../../stores/services.ts';
import { errorWords } from '../../../text/errors.ts';
import { useNow, useTimeWords } from '../../../text/use-time.ts';
import { useBoard } from '../board-context.ts';
import styles from './past.module.css';

export const RestoreDialog = ({
  version,
  onClose,
  onDone,
}: {
  version: BoardVersion;
  onClose: () => void;
  onDone: () => void;
}) => {
  const { place, store } = useBoard();
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const [error, setError] = useState<string | null>(null);
  const restore = async () => {
    const { branch } = store.store.getState();
    const done = await bridge.command('restoreBoard', {
      ...boardInput(place),
      branch,
      version: version.id,
    });
    if (!done.ok) return setError(errorWords(t, done.error));
    toasts.show(done.value.changed ? t('boards.madeSo') : t('boards.isSo'));
    onDone();
  };
  return (
    <Dialog title={t('boards.makeSoTitle')} onClose={onClose}>
      <p className={styles.about}>{t('boards.makeSoHint', { time: words.exact(version.at) })}</p>
      {error !== null && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <DialogFoot>
        <Button tone="quiet" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button data-first tone="accent" onClick={() => void restore()}>
          {t('boards.makeSo')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
};
