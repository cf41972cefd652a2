/** Whose community it is, and handing it on. */
import type { CommunityId, OverviewView } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogFoot } from '../../components/dialog.tsx';
import { Field, Select } from '../../components/field.tsx';
import { useMembers } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import forms from '../community/forms.module.css';
import settings from '../settings/settings.module.css';
import styles from './structure.module.css';

const Transfer = ({
  community,
  name,
  onClose,
}: {
  community: CommunityId;
  name: string;
  onClose: () => void;
}) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const others = (useMembers()?.members ?? []).filter(({ me }) => !me);
  const [to, setTo] = useState('');
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const successor = others.find(({ member }) => member === to);
  const ready = successor !== undefined && typed.trim() === name.trim();
  return (
    <Dialog title={t('structure.transferTitle')} description={t('structure.transferHint')} onClose={onClose}>
      <form
        className={forms.form}
        onSubmit={async (event) => {
          event.preventDefault();
          if (!successor || !ready) return;
          const done = await bridge.command('transferOwnership', { community, to: successor.member });
          if (!done.ok) return setError(errorWords(t, done.error));
          toasts.show(t('structure.transferred', { name: successor.name }));
          onClose();
        }}
      >
        <Select
          label={t('structure.transferTo')}
          value={to}
          options={[
            { value: '', label: t('structure.choosePerson') },
            ...others.map(({ member, name: label }) => ({ value: member, label })),
          ]}
          onChange={setTo}
        />
        {successor && <p className={styles.note}>{t('structure.transferMeans', { name: successor.name })}</p>}
        <Field
          label={t('structure.transferType', { name })}
          value={typed}
          error={error}
          onChange={(event) => setTyped(event.target.value)}
        />
        <DialogFoot>
          <Button tone="quiet" onClick={onClose}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" tone="danger" disabled={!ready}>
            {t('structure.transferGo')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
};

export const OwnerSection = ({ community, overview }: { community: CommunityId; overview: OverviewView }) => {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { owner, isOwner } = overview;
  const alone = (useMembers()?.members.length ?? 0) < 2;
  return (
    <section className={styles.section}>
      <h2 className={settings.sub}>{t('structure.owner')}</h2>
      <div className={styles.person}>
        {owner && <Avatar name={owner.name} colour={owner.colour} size={36} />}
        <p>{owner ? owner.name : t('structure.ownerUnknown')}</p>
        {isOwner && (
          <Button disabled={alone} aria-describedby="transfer-hint" onClick={() => setOpen(true)}>
            {t('structure.transfer')}
          </Button>
        )}
      </div>
      <p id="transfer-hint" className={settings.hint}>
        {isOwner && alone ? t('structure.transferAlone') : t('structure.ownerHint')}
      </p>
      {open && <Transfer community={community} name={overview.name} onClose={() => setOpen(false)} />}
    </section>
  );
};
