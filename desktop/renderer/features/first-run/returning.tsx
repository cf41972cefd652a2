/** Coming back as the same person: by the words, by guardians' codes, or from another device that is at hand. */
import { paletteColours } from '@maru/sync-core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Field, TextArea } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';
import { PairingSteps } from '../devices/pairing-steps.tsx';
import styles from './first-run.module.css';

export type Way = 'words' | 'codes' | 'device';

/** Where the person's devices meet: rarely another place than the usual one. */
const RelayField = ({ value, onChange }: { value: string | null; onChange: (url: string) => void }) => {
  const { t } = useTranslation();
  if (value === null)
    return (
      <Button tone="quiet" wide onClick={() => onChange('')}>
        {t('devices.relayToggle')}
      </Button>
    );
  return (
    <Field
      label={t('devices.relayLabel')}
      hint={t('devices.relayHint')}
      placeholder="wss://…/sync"
      value={value}
      inputMode="url"
      onChange={(event) => onChange(event.target.value)}
    />
  );
};

const useWay = (way: Way) => {
  const { bridge, environment } = useServices();
  const { t } = useTranslation();
  const [error, setError] = useState<string | null>(null);
  const [busy, setBusy] = useState(false);
  const [relay, setRelay] = useState<string | null>(null);
  const submit = async (text: string) => {
    setBusy(true);
    const relayUrl = relay?.trim() ? relay.trim() : null;
    const colour = paletteColours[environment.now() % paletteColours.length] ?? 'pine';
    const done =
      way === 'words'
        ? await bridge.command('restoreProfile', { phrase: text, name: '', colour, relayUrl })
        : way === 'codes'
          ? await bridge.command('restoreByCodes', { codes: text, relayUrl })
          : await bridge.command('joinPairing', { text, relayUrl });
    setBusy(false);
    if (done.ok) return setError(null);
    const isCode = way === 'device' && done.error.kind === 'invalid-link';
    setError(isCode ? t('devices.takerWrong') : errorWords(t, done.error));
  };
  return { error, busy, relay, setRelay, submit };
};

const useWords = (way: Way) => {
  const { t } = useTranslation();
  switch (way) {
    case 'words':
      return {
        title: t('firstRun.restoreTitle'),
        hint: t('firstRun.restoreHint'),
        label: t('firstRun.phraseLabel'),
        go: t('firstRun.restoreGo'),
      };
    case 'codes':
      return {
        title: t('devices.codes.title'),
        hint: t('devices.codes.hint'),
        label: t('devices.codes.label'),
        go: t('devices.codes.go'),
      };
    case 'device':
      return {
        title: t('devices.takerTitle'),
        hint: t('devices.takerHint'),
        label: t('devices.takerLabel'),
        go: t('devices.takerGo'),
      };
  }
};

export const Returning = ({ way, typed, onLeave }: { way: Way; typed: string; onLeave: () => void }) => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const [text, setText] = useState(typed);
  const { error, busy, relay, setRelay, submit } = useWay(way);
  const words = useWords(way);
  const { value: pairing } = useQuery('pairing', {}, ['pairingChanged']);
  const go = (event: FormEvent) => {
    event.preventDefault();
    void submit(text);
  };
  const stop = () => void bridge.command('stopPairing', {});
  const input = {
    label: words.label,
    value: text,
    spellCheck: false,
    autoComplete: 'off',
    autoFocus: true,
    error,
  };
  return (
    <form onSubmit={go}>
      <h1>{words.title}</h1>
      <p className={styles.hint}>{words.hint}</p>
      {way === 'device' && pairing?.role === 'taker' ? (
        <PairingSteps
          pairing={pairing}
          meeting={
            <>
              <p role="status">{t('devices.meeting')}</p>
              <Button onClick={stop}>{t('devices.cancel')}</Button>
            </>
          }
          done={<p role="status">{t('devices.linked')}</p>}
          again={<Button onClick={stop}>{t('devices.takerAgain')}</Button>}
        />
      ) : (
        <>
          {way === 'device' ? (
            <Field
              {...input}
              placeholder={t('devices.takerPlaceholder')}
              onChange={(event) => setText(event.target.value)}
            />
          ) : (
            <TextArea
              {...input}
              rows={way === 'codes' ? 6 : 4}
              onChange={(event) => setText(event.target.value)}
            />
          )}
          <RelayField value={relay} onChange={setRelay} />
          <Button type="submit" tone="accent" wide disabled={busy || text.trim() === ''}>
            {words.go}
          </Button>
        </>
      )}
      <Button
        tone="quiet"
        wide
        onClick={() => {
          stop();
          onLeave();
        }}
      >
        {t('firstRun.newInstead')}
      </Button>
    </form>
  );
};
