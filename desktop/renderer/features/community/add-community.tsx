/** Create a community or join one by link; a link is looked at before it is followed. */
import type { InvitePreview } from '@maru/sync-core';
import { ChevronRight, FileInput, Link2, Sprout } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { communityColour } from '../../components/community-colour.ts';
import { Dialog, DialogFoot } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { hostOf } from '../../text/links.ts';
import styles from './forms.module.css';

type Step = 'choose' | 'create' | 'join';

const Create = ({ onBack }: { onBack: () => void }) => {
  const { bridge, navigation } = useServices();
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [error, setError] = useState<string | null>(null);
  return (
    <form
      className={styles.form}
      onSubmit={async (event) => {
        event.preventDefault();
        const made = await bridge.command('createCommunity', { name });
        if (made.ok) navigation.openChannel(made.value.community, made.value.channel);
        else setError(errorWords(t, made.error));
      }}
    >
      <Field
        label={t('community.nameLabel')}
        value={name}
        maxLength={100}
        autoFocus
        placeholder={t('community.namePlaceholder')}
        error={error}
        onChange={(event) => setName(event.target.value)}
      />
      <DialogFoot>
        <Button tone="quiet" onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button type="submit" tone="accent" disabled={name.trim() === ''}>
          {t('community.createGo')}
        </Button>
      </DialogFoot>
    </form>
  );
};

const Join = ({ start, onBack }: { start: string; onBack: () => void }) => {
  const { bridge, navigation } = useServices();
  const { t } = useTranslation();
  const [link, setLink] = useState(start);
  const [preview, setPreview] = useState<InvitePreview | null>(null);
  const [error, setError] = useState<string | null>(null);
  const wanted = link.trim();

  useEffect(() => {
    setPreview(null);
    setError(null);
    if (wanted === '') return;
    let stale = false;
    void bridge.query('previewInvite', { link: wanted }).then((seen) => {
      if (stale) return;
      if (seen.ok) setPreview(seen.value);
      else setError(errorWords(t, seen.error));
    });
    return () => {
      stale = true;
    };
  }, [bridge, wanted, t]);

  return (
    <form
      className={styles.form}
      onSubmit={async (event) => {
        event.preventDefault();
        const joined = await bridge.command('joinCommunity', { link: wanted });
        if (!joined.ok) return setError(errorWords(t, joined.error));
        navigation.openDialog(null);
        navigation.openCommunity(joined.value.community);
      }}
    >
      <Field
        label={t('community.linkLabel')}
        value={link}
        autoFocus
        placeholder={t('community.linkPlaceholder')}
        error={error}
        onChange={(event) => setLink(event.target.value)}
      />
      {preview && (
        <div className={styles.preview}>
          <Avatar name={preview.name} colour={communityColour(preview.community)} size={56} muted />
          <small>{t('community.invitedTo')}</small>
          <strong>{preview.name}</strong>
          <p>
            {preview.alreadyMember
              ? t('community.alreadyMember')
              : t('community.via', { host: hostOf(preview.relayUrl) })}
          </p>
        </div>
      )}
      <DialogFoot>
        <Button tone="quiet" onClick={onBack}>
          {t('common.back')}
        </Button>
        <Button type="submit" tone="accent" disabled={!preview}>
          {preview?.alreadyMember ? t('community.openGo') : t('community.joinGo')}
        </Button>
      </DialogFoot>
    </form>
  );
};

export const AddCommunity = ({ link, onClose }: { link: string | null; onClose: () => void }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const [step, setStep] = useState<Step>(link === null ? 'choose' : 'join');
  const choices = [
    {
      icon: Sprout,
      title: t('firstRun.createTitle'),
      hint: t('firstRun.createHint'),
      run: () => setStep('create'),
    },
    { icon: Link2, title: t('firstRun.joinTitle'), hint: t('firstRun.joinHint'), run: () => setStep('join') },
    {
      icon: FileInput,
      title: t('firstRun.importTitle'),
      hint: t('firstRun.importHint'),
      run: () => navigation.openSettings('import'),
    },
  ];
  const titles = {
    choose: t('firstRun.startTitle'),
    create: t('firstRun.createTitle'),
    join: t('firstRun.joinTitle'),
  };
  return (
    <Dialog
      title={titles[step]}
      description={step === 'choose' ? t('firstRun.startHint') : undefined}
      onClose={onClose}
    >
      {step === 'choose' && (
        <div className={styles.choices}>
          {choices.map(({ icon, title, hint, run }) => (
            <button key={title} type="button" className={styles.choice} onClick={run}>
              <span>
                <Icon of={icon} size={21} />
              </span>
              <span>
                <strong>{title}</strong>
                <small>{hint}</small>
              </span>
              <Icon of={ChevronRight} size={18} />
            </button>
          ))}
        </div>
      )}
      {step === 'create' && <Create onBack={() => setStep('choose')} />}
      {step === 'join' && <Join start={link ?? ''} onBack={() => setStep('choose')} />}
    </Dialog>
  );
};
