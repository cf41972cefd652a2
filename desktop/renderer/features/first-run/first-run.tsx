/** Who one is: a name and a colour, back from a phrase, or on with a key that was kept. Then the phrase, shown once. */
import { type PaletteColour, paletteColours } from '@maru/sync-core';
import { HardDrive, LockKeyhole, WifiOff } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Field, TextArea } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { Logo } from '../../components/logo.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { ColourPicker } from './colour-picker.tsx';
import styles from './first-run.module.css';

export const FirstRun = () => {
  const { app, bridge, navigation, environment } = useServices();
  const { t } = useTranslation();
  const [restoring, setRestoring] = useState(false);
  const keyKept = useStore(app.store, (state) => state.app?.status === 'key-only');
  const [someoneElse, setSomeoneElse] = useState(false);
  const resuming = keyKept && !someoneElse && !restoring;
  const [name, setName] = useState('');
  const [colour, setColour] = useState<PaletteColour>(
    () => paletteColours[environment.now() % paletteColours.length] ?? 'pine',
  );
  const [phrase, setPhrase] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    if (restoring || resuming) {
      const done = restoring
        ? await bridge.command('restoreProfile', { phrase, name, colour })
        : await bridge.command('resumeProfile', { name, colour });
      setBusy(false);
      if (!done.ok) return setError(errorWords(t, done.error));
      return navigation.openDialog({ kind: 'add-community', link: environment.joinLink });
    }
    const made = await bridge.command('createProfile', { name, colour });
    setBusy(false);
    if (!made.ok) return setError(errorWords(t, made.error));
    navigation.openDialog({ kind: 'recovery', phrase: made.value.phrase });
  };

  const points = [
    [HardDrive, t('firstRun.point1')],
    [LockKeyhole, t('firstRun.point2')],
    [WifiOff, t('firstRun.point3')],
  ] as const;

  return (
    <main className={styles.split}>
      <section className={styles.welcome}>
        <Logo size={52} />
        <p className={styles.brand}>Maru</p>
        <p className={styles.tagline}>{t('firstRun.tagline')}</p>
        <ul className={styles.points}>
          {points.map(([icon, words]) => (
            <li key={words}>
              <Icon of={icon} size={18} />
              {words}
            </li>
          ))}
        </ul>
      </section>
      <section className={styles.form}>
        <form onSubmit={submit}>
          <h1>
            {t(resuming ? 'firstRun.keptTitle' : restoring ? 'firstRun.restoreTitle' : 'firstRun.nameTitle')}
          </h1>
          <p className={styles.hint}>
            {t(resuming ? 'firstRun.keptHint' : restoring ? 'firstRun.restoreHint' : 'firstRun.nameHint')}
          </p>
          {restoring && (
            <TextArea
              label={t('firstRun.phraseLabel')}
              value={phrase}
              rows={4}
              spellCheck={false}
              autoComplete="off"
              error={error}
              onChange={(event) => setPhrase(event.target.value)}
            />
          )}
          <div className={styles.who}>
            <Avatar name={name.trim() || '?'} colour={colour} size={64} />
            <Field
              label={t('firstRun.nameLabel')}
              value={name}
              maxLength={32}
              autoFocus
              placeholder={t('firstRun.namePlaceholder')}
              error={restoring ? null : error}
              onChange={(event) => setName(event.target.value)}
            />
          </div>
          <ColourPicker value={colour} onChange={setColour} />
          <Button
            type="submit"
            tone="accent"
            wide
            disabled={busy || name.trim() === '' || (restoring && phrase.trim() === '')}
          >
            {t(resuming ? 'firstRun.keptGo' : restoring ? 'firstRun.restoreGo' : 'firstRun.nameGo')}
          </Button>
          {resuming && (
            <Button tone="quiet" wide onClick={() => setSomeoneElse(true)}>
              {t('firstRun.keptNew')}
            </Button>
          )}
          <Button
            tone="quiet"
            wide
            onClick={() => {
              setRestoring(!restoring);
              setError(null);
            }}
          >
            {restoring ? t('firstRun.newInstead') : t('firstRun.restoreInstead')}
          </Button>
        </form>
      </section>
    </main>
  );
};
