/** One invite to hand on: its link, its QR code, what it allows. */
import type { InviteRoleView } from '@maru/sync-core';
import { Copy } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { type Facts, InviteFacts } from './facts.tsx';
import styles from './invite.module.css';
import { Qr } from './qr.tsx';
import { RoleChips } from './role-chips.tsx';

export type Shown = Facts & { readonly link: string; readonly roles: readonly InviteRoleView[] };

export const LinkView = ({
  invite,
  error,
  children,
}: {
  invite: Shown | null;
  error: string | null;
  children?: ReactNode;
}) => {
  const { toasts } = useServices();
  const { t } = useTranslation();
  const copy = async () => {
    if (!invite) return;
    await navigator.clipboard.writeText(invite.link);
    toasts.show(t('common.copied'));
  };
  return (
    <>
      <div className={styles.layout}>
        <div className={styles.form}>
          <Field
            label={t('invites.linkLabel')}
            readOnly
            value={invite?.link ?? ''}
            error={error}
            onFocus={(event) => event.target.select()}
          />
          {invite && <InviteFacts {...invite} />}
          {invite && <RoleChips roles={invite.roles} />}
          <Button tone="accent" disabled={!invite} onClick={() => void copy()}>
            <Icon of={Copy} size={16} />
            {t('invites.copy')}
          </Button>
          {children}
        </div>
        {invite ? <Qr text={invite.link} /> : <div className={styles.figure} />}
      </div>
      <p className={styles.note}>{t('invites.notPrivate')}</p>
    </>
  );
};
