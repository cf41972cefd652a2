/** A link, its QR code, how long and for how many it counts. A change makes a new link. */
import type { CommunitySummary, InviteView } from '@maru/sync-core';
import { Copy } from 'lucide-react';
import { create } from 'qrcode';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { Field, Segments } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import styles from './invite.module.css';

const hourMs = 3_600_000;

/** Modules as one path: no image is made and none is fetched. */
const Qr = ({ text, label }: { text: string; label: string }) => {
  const { size, path } = useMemo(() => {
    const { modules } = create(text, { errorCorrectionLevel: 'L' });
    let path = '';
    for (let row = 0; row < modules.size; row++)
      for (let column = 0; column < modules.size; column++)
        if (modules.get(row, column)) path += `M${column} ${row}h1v1h-1z`;
    return { size: modules.size, path };
  }, [text]);
  return (
    <svg
      className={styles.qr}
      viewBox={`-3 -3 ${size + 6} ${size + 6}`}
      role="img"
      aria-label={label}
      shapeRendering="crispEdges"
    >
      <path d={path} />
    </svg>
  );
};

export const InviteDialog = ({
  community,
  onClose,
}: {
  community: CommunitySummary;
  onClose: () => void;
}) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const [ageMs, setAgeMs] = useState(7 * 24 * hourMs);
  const [uses, setUses] = useState(0);
  const [invite, setInvite] = useState<InviteView | null>(null);
  const [error, setError] = useState<string | null>(null);

  useEffect(() => {
    let stale = false;
    void bridge
      .command('createInvite', {
        community: community.id,
        maxAgeMs: ageMs,
        maxUses: uses === 0 ? null : uses,
      })
      .then((made) => {
        if (stale) return;
        if (made.ok) setInvite(made.value);
        else setError(errorWords(t, made.error));
      });
    return () => {
      stale = true;
    };
  }, [bridge, community.id, ageMs, uses, t]);

  const copy = async () => {
    if (!invite) return;
    await navigator.clipboard.writeText(invite.link);
    toasts.show(t('common.copied'));
  };

  return (
    <Dialog
      title={t('invite.title', { name: community.name })}
      description={t('invite.hint')}
      width={560}
      onClose={onClose}
    >
      <div className={styles.layout}>
        <div className={styles.form}>
          <Field
            label={t('invite.linkLabel')}
            readOnly
            value={invite?.link ?? ''}
            error={error}
            hint={
              invite &&
              (invite.expiresAt
                ? t('invite.expires', { time: words.exact(invite.expiresAt) })
                : t('invite.expiresNever'))
            }
            onFocus={(event) => event.target.select()}
          />
          <Button tone="accent" disabled={!invite} onClick={() => void copy()}>
            <Icon of={Copy} size={16} />
            {t('invite.copy')}
          </Button>
          <Segments
            label={t('invite.expiry')}
            value={ageMs}
            onChange={setAgeMs}
            options={[
              { value: hourMs, label: t('invite.hour1') },
              { value: 24 * hourMs, label: t('invite.day1') },
              { value: 7 * 24 * hourMs, label: t('invite.day7') },
            ]}
          />
          <Segments
            label={t('invite.uses')}
            value={uses}
            onChange={setUses}
            options={[
              { value: 1, label: t('invite.usesCount', { count: 1 }) },
              { value: 10, label: t('invite.usesCount', { count: 10 }) },
              { value: 0, label: t('invite.unlimited') },
            ]}
          />
        </div>
        <figure className={styles.figure}>
          {invite && <Qr text={invite.link} label={t('invite.qr')} />}
          <figcaption>{t('invite.qrHint')}</figcaption>
        </figure>
      </div>
      <p className={styles.note}>{t('invite.notPrivate')}</p>
    </Dialog>
  );
};
