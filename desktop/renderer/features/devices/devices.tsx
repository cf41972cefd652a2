/** The person's devices: which there are, linking another, taking one away, and where they meet. */
import { Link2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';
import settings from '../settings/settings.module.css';
import { DeviceRow } from './device-row.tsx';
import styles from './devices.module.css';
import { LinkDialog } from './link-dialog.tsx';

const MeetingPlace = () => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const { value } = useQuery('recovery', {}, ['devicesChanged']);
  const [typed, setTyped] = useState<string | null>(null);
  const [error, setError] = useState<string | null>(null);
  if (value === null) return null;
  const { relayUrl, state } = value.ownSpace;
  const url = typed ?? relayUrl;
  const states: Record<typeof state, string> = {
    connecting: t('devices.relayState.connecting'),
    reading: t('devices.relayState.reading'),
    complete: t('devices.relayState.complete'),
    unreachable: t('devices.relayState.unreachable'),
  };
  return (
    <>
      <h2 className={settings.sub}>{t('devices.relayTitle')}</h2>
      <p className={settings.hint}>{states[state]}</p>
      <form
        className={settings.relay}
        onSubmit={async (event) => {
          event.preventDefault();
          const saved = await bridge.command('setOwnRelay', { url: url.trim() });
          if (!saved.ok) return setError(errorWords(t, saved.error));
          setTyped(null);
          toasts.show(t('devices.relaySaved'));
        }}
      >
        <Field
          label={t('devices.relayLabel')}
          value={url}
          inputMode="url"
          error={error}
          onChange={(event) => {
            setTyped(event.target.value);
            setError(null);
          }}
        />
        <Button type="submit" disabled={url.trim() === relayUrl}>
          {t('devices.relaySave')}
        </Button>
      </form>
    </>
  );
};

export const Devices = () => {
  const { t } = useTranslation();
  const { value } = useQuery('ownDevices', {}, ['devicesChanged']);
  const [linking, setLinking] = useState(false);
  const devices = value?.devices ?? [];
  const present = devices.filter(({ removedAt }) => removedAt === null);
  const past = devices.filter(({ removedAt }) => removedAt !== null);
  return (
    <div className={settings.form}>
      <p className={settings.hint}>{t('devices.hint')}</p>
      <ul className={styles.list} aria-label={t('devices.title')}>
        {present.map((device) => (
          <DeviceRow key={device.id} device={device} />
        ))}
      </ul>
      {value && !value.isRemoved && (
        <div className={styles.foot}>
          <Button tone="accent" onClick={() => setLinking(true)}>
            <Icon of={Link2} size={16} />
            {t('devices.link')}
          </Button>
        </div>
      )}
      {past.length > 0 && (
        <>
          <h2 className={settings.sub}>{t('devices.past')}</h2>
          <ul className={styles.list} aria-label={t('devices.past')}>
            {past.map((device) => (
              <DeviceRow key={device.id} device={device} />
            ))}
          </ul>
        </>
      )}
      <MeetingPlace />
      {linking && <LinkDialog onClose={() => setLinking(false)} />}
    </div>
  );
};
