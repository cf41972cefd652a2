/** What keeps the files, and each community's relay. */
import type { CommunitySummary } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { useCommunities } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import styles from './settings.module.css';

const RelayRow = ({ community }: { community: CommunitySummary }) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const [url, setUrl] = useState(community.connection.relayUrl);
  const [error, setError] = useState<string | null>(null);
  return (
    <form
      className={styles.relay}
      onSubmit={async (event) => {
        event.preventDefault();
        const saved = await bridge.command('setRelay', { community: community.id, url: url.trim() });
        setError(saved.ok ? null : errorWords(t, saved.error));
        if (saved.ok) toasts.show(t('settings.relaySaved'));
      }}
    >
      <Field
        label={t('settings.relayAddress', { name: community.name })}
        value={url}
        inputMode="url"
        error={error}
        onChange={(event) => setUrl(event.target.value)}
      />
      <Button type="submit" disabled={url.trim() === community.connection.relayUrl}>
        {t('common.save')}
      </Button>
    </form>
  );
};

export const Connections = () => {
  const { app } = useServices();
  const { t } = useTranslation();
  const storage = useStore(app.store, (state) => state.app?.storage ?? 'disk');
  const communities = useCommunities();
  const words = {
    disk: t('settings.storageDisk'),
    opfs: t('settings.storageOpfs'),
    snapshot: t('settings.storageSnapshot'),
  };
  return (
    <div className={styles.form}>
      <h2 className={styles.sub}>{t('settings.storage')}</h2>
      <p className={styles.hint}>{words[storage]}</p>
      {communities.length > 0 && (
        <>
          <h2 className={styles.sub}>{t('settings.relay')}</h2>
          <p className={styles.hint}>{t('settings.relayHint')}</p>
          {communities.map((community) => (
            <RelayRow key={community.id} community={community} />
          ))}
        </>
      )}
    </div>
  );
};
