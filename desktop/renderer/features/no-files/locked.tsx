/** The files are here and the key is not: the recovery phrase opens them, never a new identity. */
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { TextArea } from '../../components/field.tsx';
import { Logo } from '../../components/logo.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import styles from '../first-run/first-run.module.css';

export const Locked = () => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const [phrase, setPhrase] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setBusy(true);
    const unlocked = await bridge.command('unlockProfile', { phrase });
    setBusy(false);
    if (!unlocked.ok) setError(errorWords(t, unlocked.error));
  };
  return (
    <main className={styles.center}>
      <section className={styles.form}>
        <form onSubmit={submit}>
          <Logo size={44} />
          <h1>{t('locked.title')}</h1>
          <p className={styles.hint}>{t('locked.hint')}</p>
          <TextArea
            label={t('firstRun.phraseLabel')}
            value={phrase}
            rows={4}
            spellCheck={false}
            autoComplete="off"
            error={error}
            onChange={(event) => setPhrase(event.target.value)}
          />
          <Button type="submit" tone="accent" wide disabled={busy || phrase.trim() === ''}>
            {t('locked.go')}
          </Button>
        </form>
      </section>
    </main>
  );
};
