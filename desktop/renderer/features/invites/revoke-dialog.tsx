/** Revoking can't be undone, so what is lost by it is named first. */
import type { CommunityId, InviteRow } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogFoot } from '../../components/dialog.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import styles from './invites.module.css';

export const RevokeDialog = ({
  community,
  invite: { id, waiting },
  onClose,
}: {
  community: CommunityId;
  invite: InviteRow;
  onClose: () => void;
}) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const [error, setError] = useState<string | null>(null);
  const revoke = async () => {
    const answer = await bridge.command('revokeInvite', { community, invite: id });
    if (!answer.ok) return setError(errorWords(t, answer.error));
    toasts.show(t('invites.revoked'));
    onClose();
  };
  return (
    <Dialog title={t('invites.revokeTitle')} description={t('invites.revokeLost')} onClose={onClose}>
      {waiting > 0 && <p>{t('invites.revokeWaiting', { count: waiting })}</p>}
      {error && (
        <p role="alert" className={styles.error}>
          {error}
        </p>
      )}
      <DialogFoot>
        <Button tone="quiet" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button tone="danger" onClick={() => void revoke()}>
          {t('invites.revokeGo')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
};
