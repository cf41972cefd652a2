/** Guardians: codes for people one trusts, of whom some together bring one back. Shown once. */
import type { GuardianCode } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../components/button.tsx';
import { Field, Select } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import settings from '../settings/settings.module.css';
import styles from './devices.module.css';
import { Qr } from './qr.tsx';

const most = 9;
const upTo = (last: number) => Array.from({ length: last - 1 }, (_, index) => index + 2);

const CodeCard = ({ code }: { code: GuardianCode }) => {
  const { app, toasts } = useServices();
  const { t } = useTranslation();
  const name = useStore(app.store, (state) => state.app?.profile?.name ?? '');
  const [who, setWho] = useState('');
  const [shown, setShown] = useState(false);
  const { number, needed, count, set, text } = code;
  const copy = async () => {
    const words = t('devices.guardians.forWhom', {
      who: who.trim() || number,
      name,
      set,
      count,
      number,
      needed,
    });
    await navigator.clipboard.writeText(`${words}\n\n${text}`);
    toasts.show(t('devices.guardians.copied', { number }));
  };
  return (
    <li className={styles.card}>
      <Field
        label={t('devices.guardians.who', { number })}
        value={who}
        maxLength={32}
        placeholder={t('devices.guardians.whoPlaceholder')}
        onChange={(event) => setWho(event.target.value)}
      />
      <p className={styles.code}>{text}</p>
      {shown && <Qr text={text} label={t('devices.guardians.qr', { number })} />}
      <div className={styles.foot}>
        <Button tone="accent" onClick={() => void copy()}>
          {t('devices.guardians.copy')}
        </Button>
        <Button aria-expanded={shown} onClick={() => setShown(!shown)}>
          {shown ? t('devices.guardians.hideQr') : t('devices.guardians.showQr')}
        </Button>
      </div>
    </li>
  );
};

export const Guardians = () => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const [count, setCount] = useState(3);
  const [needed, setNeeded] = useState(2);
  const [codes, setCodes] = useState<readonly GuardianCode[] | null>(null);
  const [error, setError] = useState<string | null>(null);
  const make = async () => {
    const made = await bridge.command('makeGuardianCodes', { count, needed });
    if (!made.ok) return setError(errorWords(t, made.error));
    setError(null);
    setCodes(made.value.codes);
  };
  const options = (last: number) =>
    upTo(last).map((value) => ({
      value: String(value),
      label: t('devices.guardians.people', { count: value }),
    }));
  const [first] = codes ?? [];
  return (
    <>
      <h2 className={settings.sub}>{t('devices.guardians.title')}</h2>
      <p className={settings.hint}>{t('devices.guardians.hint')}</p>
      <p className={settings.warning}>{t('devices.guardians.power')}</p>
      {codes && first ? (
        <>
          <p role="status">
            <b>{t('devices.guardians.made', { count, needed })}</b>
            {' · '}
            {t('devices.guardians.set', { set: first.set })}
          </p>
          <ol className={styles.stack}>
            {codes.map((code) => (
              <CodeCard key={code.number} code={code} />
            ))}
          </ol>
          <p className={settings.hint}>{t('devices.guardians.leave')}</p>
          <div>
            <Button onClick={() => setCodes(null)}>{t('devices.guardians.finish')}</Button>
          </div>
        </>
      ) : (
        <>
          <div className={styles.pair}>
            <Select
              label={t('devices.guardians.count')}
              value={String(count)}
              options={options(most)}
              onChange={(value) => {
                setCount(Number(value));
                setNeeded(Math.min(needed, Number(value)));
              }}
            />
            <Select
              label={t('devices.guardians.needed')}
              value={String(needed)}
              options={options(count)}
              onChange={(value) => setNeeded(Number(value))}
            />
          </div>
          {error && (
            <p role="alert" className={settings.problem}>
              {error}
            </p>
          )}
          <div>
            <Button onClick={() => void make()}>{t('devices.guardians.make')}</Button>
          </div>
        </>
      )}
    </>
  );
};
