/** Where a note is shown: its editor is fetched when the first one is opened. */
import { lazy, Suspense, useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { Place } from '../../stores/timeline-store.ts';
import styles from './notes.module.css';

const NotePage = lazy(() => import('./note-page.tsx'));

export const NotePlace = ({ community, channel, thread, name }: Place & { readonly name: string }) => {
  const { t } = useTranslation();
  const place = useMemo<Place>(() => ({ community, channel, thread }), [community, channel, thread]);
  return (
    <Suspense
      fallback={
        <p className={styles.loading} role="status">
          {t('notes.loading')}
        </p>
      }
    >
      <NotePage key={`${community}/${channel}/${thread}`} place={place} name={name} />
    </Suspense>
  );
};
