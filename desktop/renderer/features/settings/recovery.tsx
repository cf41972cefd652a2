/** The phrase, hidden until asked for, and the check that it was written down. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { Guardians } from '../devices/guardians.tsx';
import styles from './settings.module.css';

export const Recovery = () => {
  const { bridge, app, toasts } = useServices();
  const { t } = useTranslation();
  const confirmed = useStore(app.store, (state) => state.app?.profile?.recoveryConfirmed ?? false);
  const [shown, setShown] = useState<readonly string[] | null>(null);
  const [typed, setTyped] = useState('');
  const [error, setError] = useState<string | null>(null);
  const reveal = async () => {
    const phrase = await bridge.query('recoveryPhrase', {});
    if (phrase.ok) setShown(phrase.value.phrase.split(' '));
  };
  return (
    <div className={styles.form}>
      <p>{t('devices.phraseUse')}</p>
      <p className={styles.warning}>{t('recovery.about')}</p>
      {shown && (
        <ol className={styles.words}>
          {shown.map((word, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a phrase may hold a word twice and never changes.
            <li key={index}>{word}</li>
          ))}
        </ol>
      )}
      <div>
        <Button onClick={() => (shown ? setShown(null) : void reveal())}>
          {shown ? t('recovery.hide') : t('recovery.reveal')}
        </Button>
      </div>
      {confirmed ? (
        <p className={styles.good}>{t('recovery.confirmed')}</p>
      ) : (
        <form
          className={styles.form}
          onSubmit={async (event) => {
            event.preventDefault();
            const done = await bridge.command('confirmRecovery', { phrase: typed });
            if (done.ok) toasts.show(t('recovery.confirmed'));
            else setError(t('recovery.wrong'));
          }}
        >
          <h2 className={styles.sub}>{t('recovery.confirmTitle')}</h2>
          <TextArea
            label={t('recovery.confirmHint')}
            value={typed}
            rows={3}
            spellCheck={false}
            autoComplete="off"
            error={error}
            onChange={(event) => {
              setTyped(event.target.value);
              setError(null);
            }}
          />
          <div>
            <Button type="submit" tone="accent" disabled={typed.trim() === ''}>
              {t('recovery.confirmGo')}
            </Button>
          </div>
        </form>
      )}
      <Guardians />
    </div>
  );
};
