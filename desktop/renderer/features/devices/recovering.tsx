/** Finding everything again on a new device: what is here, what is missing and why, and the way on. */
import { type FoundCommunity, type PaletteColour, type RecoveryView, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { CircleAlert, CircleCheck, LoaderCircle } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';
import { ColourPicker } from '../first-run/colour-picker.tsx';
import styles from './devices.module.css';

const stateWords = (t: TFunction, { state, relayUrl }: FoundCommunity): string => {
  switch (state) {
    case 'here':
      return t('devices.find.here');
    case 'waiting':
      return t('devices.find.waiting');
    case 'silent':
      return t('devices.find.silent', { relay: hostOf(relayUrl) });
    case 'unopened':
      return t('devices.find.unopened');
    case 'left':
      return t('devices.find.left');
    default:
      return unreachable(state);
  }
};
const hostOf = (url: string): string => url.replace(/^wss?:\/\//, '').replace(/[/?#].*$/, '');
const icons = {
  here: CircleCheck,
  waiting: LoaderCircle,
  silent: CircleAlert,
  unopened: CircleAlert,
  left: CircleAlert,
} as const;

const summary = (t: TFunction, { ownSpace, communities }: RecoveryView): string => {
  const relay = hostOf(ownSpace.relayUrl);
  if (ownSpace.state === 'unreachable') return t('devices.find.unreachable', { relay });
  if (communities.length === 0) {
    if (ownSpace.state === 'connecting') return t('devices.find.connecting', { relay });
    return ownSpace.state === 'reading' ? t('devices.find.reading') : t('devices.find.none');
  }
  const here = communities.filter(({ state }) => state === 'here').length;
  return t('devices.find.count', { here, all: communities.length });
};

/** Another place to look, where the first doesn't answer or has nothing. */
const OtherRelay = ({ relayUrl }: { relayUrl: string }) => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const [url, setUrl] = useState(relayUrl);
  const [error, setError] = useState<string | null>(null);
  return (
    <form
      className={styles.stack}
      onSubmit={async (event) => {
        event.preventDefault();
        const set = await bridge.command('setOwnRelay', { url: url.trim() });
        setError(set.ok ? null : errorWords(t, set.error));
      }}
    >
      <Field
        label={t('devices.relayLabel')}
        value={url}
        inputMode="url"
        error={error}
        onChange={(event) => setUrl(event.target.value)}
      />
      <Button type="submit" disabled={url.trim() === relayUrl}>
        {t('devices.find.relayGo')}
      </Button>
    </form>
  );
};

export const Recovering = ({ start }: { start: RecoveryView }) => {
  const { value } = useQuery('recovery', {}, ['devicesChanged', 'communitiesChanged', 'sidebarChanged']);
  const recovery = value ?? start;
  const { bridge, navigation, environment } = useServices();
  const { t } = useTranslation();
  const [name, setName] = useState('');
  const [colour, setColour] = useState<PaletteColour>('pine');
  const [error, setError] = useState<string | null>(null);
  const { ownSpace, communities, needsName } = recovery;
  const isAll = ownSpace.state === 'complete' && communities.every(({ state }) => state !== 'waiting');
  const isLost = ownSpace.state === 'unreachable' || (isAll && communities.length === 0);
  const go = async (event: FormEvent) => {
    event.preventDefault();
    if (needsName) {
      const named = await bridge.command('editProfile', { name, colour });
      if (!named.ok) return setError(errorWords(t, named.error));
    }
    if (communities.length === 0)
      navigation.openDialog({ kind: 'add-community', link: environment.joinLink });
    await bridge.command('endRecovery', {});
  };
  return (
    <main className={styles.center}>
      <div className={styles.finding}>
        <h1>{isAll && !isLost ? t('devices.find.titleDone') : t('devices.find.title')}</h1>
        <p role="status" className={ownSpace.state === 'unreachable' ? styles.problem : styles.soft}>
          {summary(t, recovery)}
        </p>
        {communities.length > 0 && (
          <ul className={styles.found}>
            {communities.map((community) => (
              <li key={community.id} data-state={community.state}>
                <Icon of={icons[community.state]} size={20} />
                <b>{community.name}</b>
                <span className={styles.soft}>{stateWords(t, community)}</span>
              </li>
            ))}
          </ul>
        )}
        {isLost && <OtherRelay relayUrl={ownSpace.relayUrl} />}
        <form className={styles.stack} onSubmit={go}>
          {needsName && (isAll || isLost) && (
            <>
              <Field
                label={t('devices.find.name')}
                value={name}
                maxLength={32}
                error={error}
                onChange={(event) => setName(event.target.value)}
              />
              <ColourPicker value={colour} onChange={setColour} />
            </>
          )}
          <Button
            type="submit"
            tone={isAll ? 'accent' : 'outline'}
            disabled={needsName && name.trim() === ''}
          >
            {isAll ? t('devices.find.go') : t('devices.find.goEarly')}
          </Button>
          {!isAll && <p className={styles.soft}>{t('devices.find.goHint')}</p>}
        </form>
      </div>
    </main>
  );
};
