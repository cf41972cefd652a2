/** Undoing what one person wrote since a time: how much that is, before it is done. */
import type { CommunityId, DocumentPlace, DocumentVersionView } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../components/button.tsx';
import { Dialog, DialogFoot } from '../../../components/dialog.tsx';
import { useServices } from '../../../stores/services.ts';
import { errorWords } from '../../../text/errors.ts';
import { useNow, useTimeWords } from '../../../text/use-time.ts';
import styles from '../notes.module.css';
import type { Sitting } from './version-groups.ts';

export const UndoPersonDialog = ({
  community,
  document,
  versions,
  sitting,
  onClose,
}: {
  community: CommunityId;
  document: DocumentPlace;
  versions: readonly DocumentVersionView[];
  sitting: Sitting;
  onClose: () => void;
}) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const { by } = sitting.newest;
  if (!by) return null;
  const sinceMs = sitting.oldest.at;
  const theirs = versions.filter((version) => version.by?.member === by.member && version.at >= sinceMs);
  const undo = async () => {
    setBusy(true);
    const done = await bridge.command('undoPerson', { community, document, member: by.member, sinceMs });
    setBusy(false);
    if (!done.ok) return setError(errorWords(t, done.error));
    toasts.show(done.value.undone ? t('notes.undone', { name: by.name }) : t('notes.nothingToUndo'));
    onClose();
  };
  return (
    <Dialog title={t('notes.undoPersonTitle', { name: by.name })} onClose={onClose}>
      <p className={styles.dialogText}>
        {t('notes.undoPersonText', { time: words.exact(sinceMs), name: by.name, count: theirs.length })}
      </p>
      <p className={styles.dialogText}>{t('notes.undoPersonHint')}</p>
      {error && (
        <p className={styles.error} role="alert">
          {error}
        </p>
      )}
      <DialogFoot>
        <Button tone="quiet" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button tone="accent" data-first disabled={busy} onClick={undo}>
          {t('notes.undoPersonGo')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
};
