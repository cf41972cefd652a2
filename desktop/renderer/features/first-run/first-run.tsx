/** Who one is: a name and a colour, on with a key that was kept, or back as who one was. Then the phrase, shown once. */
import { type PaletteColour, paletteColours } from '@maru/sync-core';
import { HardDrive, LockKeyhole, WifiOff } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { Logo } from '../../components/logo.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { ColourPicker } from './colour-picker.tsx';
import styles from './first-run.module.css';
import { Returning, type Way } from './returning.tsx';

export const FirstRun = () => {
  const { app, bridge, navigation, environment } = useServices();
  const { t } = useTranslation();
  const [way, setWay] = useState<Way | null>(environment.pairingText ? 'device' : null);
  const keyKept = useStore(app.store, (state) => state.app?.status === 'key-only');
  const [someoneElse, setSomeoneElse] = useState(false);
  const resuming = keyKept && !someoneElse;
  const [name, setName] = useState('');
  const [colour, setColour] = useState<PaletteColour>(
    () => paletteColours[environment.now() % paletteColours.length] ?? 'pine',
  );
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    if (resuming) {
      const done = await bridge.command('resumeProfile', { name, colour });
      setBusy(false);
      if (!done.ok) return setError(errorWords(t, done.error));
      return navigation.openDialog({ kind: 'add-community', link: environment.joinLink });
    }
    const made = await bridge.command('createProfile', { name, colour });
    setBusy(false);
    if (!made.ok) return setError(errorWords(t, made.error));
    navigation.openDialog({ kind: 'recovery', phrase: made.value.phrase });
  };

  const ways: readonly (readonly [Way, string])[] = [
    ['device', t('devices.linkInstead')],
    ['words', t('firstRun.restoreInstead')],
    ['codes', t('devices.codesInstead')],
  ];
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
        {way === null ? (
          <form onSubmit={submit}>
            <h1>{t(resuming ? 'firstRun.keptTitle' : 'firstRun.nameTitle')}</h1>
            <p className={styles.hint}>{t(resuming ? 'firstRun.keptHint' : 'firstRun.nameHint')}</p>
            <div className={styles.who}>
              <Avatar name={name.trim() || '?'} colour={colour} size={64} />
              <Field
                label={t('firstRun.nameLabel')}
                value={name}
                maxLength={32}
                autoFocus
                placeholder={t('firstRun.namePlaceholder')}
                error={error}
                onChange={(event) => setName(event.target.value)}
              />
            </div>
            <ColourPicker value={colour} onChange={setColour} />
            <Button type="submit" tone="accent" wide disabled={busy || name.trim() === ''}>
              {t(resuming ? 'firstRun.keptGo' : 'firstRun.nameGo')}
            </Button>
            {resuming && (
              <Button tone="quiet" wide onClick={() => setSomeoneElse(true)}>
                {t('firstRun.keptNew')}
              </Button>
            )}
            <div className={styles.ways}>
              {ways.map(([id, words]) => (
                <Button key={id} tone="quiet" onClick={() => setWay(id)}>
                  {words}
                </Button>
              ))}
            </div>
          </form>
        ) : (
          <Returning key={way} way={way} typed={environment.pairingText ?? ''} onLeave={() => setWay(null)} />
        )}
      </section>
    </main>
  );
};
