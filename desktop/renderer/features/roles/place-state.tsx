/** How a place stands: private or not, and whether a channel goes with its category. */
import type { CommunityId, PlacePermissionsView } from '@maru/sync-core';
import { FolderSync, Lock } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import type { PlaceSubject } from '../../stores/navigation-store.ts';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import settings from '../settings/settings.module.css';
import styles from './roles.module.css';
import { useTrial } from './use-trial.tsx';

export const PlaceState = ({
  community,
  of,
  view,
}: {
  community: CommunityId;
  of: PlaceSubject;
  view: PlacePermissionsView;
}) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const trial = useTrial(community);
  const { category, outOfStep, strays } = view;
  const sync = async () => {
    if (of.kind !== 'channel' || category === null) return;
    const { channel } = of;
    const refused = await trial.guard(
      { kind: 'synced', channel },
      t('roles.place.syncing', { name: category.name }),
      {
        label: t('roles.place.syncGo'),
        tone: 'accent',
        run: async () => {
          const done = await bridge.command('followCategory', { community, channel });
          if (done.ok) toasts.show(t('roles.place.syncDone'));
          else toasts.show(errorWords(t, done.error), { tone: 'problem' });
        },
      },
    );
    if (refused !== null) toasts.show(refused, { tone: 'problem' });
  };
  return (
    <>
      {view.private && (
        <p className={styles.private}>
          <Icon of={Lock} size={15} />
          {of.kind === 'channel' ? t('roles.place.private') : t('roles.place.privateCategory')}
        </p>
      )}
      {category && !outOfStep && (
        <p className={settings.hint}>{t('roles.place.synced', { name: category.name })}</p>
      )}
      {category && outOfStep && (
        <div className={styles.stray}>
          <p>
            <Icon of={FolderSync} size={16} />
            {t('roles.place.outOfStep', { name: category.name })}
          </p>
          {view.edit === null && <Button onClick={() => void sync()}>{t('roles.place.sync')}</Button>}
        </div>
      )}
      {strays.length > 0 && (
        <p className={settings.hint}>
          {t('roles.place.strays', {
            count: strays.length,
            names: strays.map(({ name }) => `#${name}`).join(', '),
          })}
        </p>
      )}
      {trial.dialog}
    </>
  );
};
