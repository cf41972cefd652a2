/** Settings of a channel or a category: what it is, and what can be done with it as a whole. */
import type { CategoryView, ChannelView, CommunityId, SidebarView } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { useSidebar } from '../../stores/hooks.ts';
import type { PlaceSubject } from '../../stores/navigation-store.ts';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import settings from '../settings/settings.module.css';
import { ActRow } from './act-row.tsx';
import { CategoryForm } from './category-form.tsx';
import { ChannelForm } from './channel-form.tsx';
import { usePlaceActions } from './place-actions.ts';
import styles from './structure.module.css';

const ChannelOverview = ({
  community,
  sidebar,
  channel,
}: {
  community: CommunityId;
  sidebar: SidebarView;
  channel: ChannelView;
}) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const actions = usePlaceActions(community);
  const { value: rest } = useQuery('channelSettings', { community, channel: channel.id }, [
    'governanceChanged',
  ]);
  const category = sidebar.categories.find(({ id }) => id === channel.category);
  if (!rest) return null;
  return (
    <>
      {!rest.mayManage && <p className={styles.note}>{t('structure.readOnlyPlace')}</p>}
      {rest.outOfStep && category && (
        <div className={styles.note}>
          <p>{t('structure.outOfStepHint', { name: category.name })}</p>
          {rest.mayManage && (
            <button
              type="button"
              className={styles.link}
              onClick={() => void actions.followCategory(channel.id)}
            >
              {t('structure.follow')}
            </button>
          )}
        </div>
      )}
      <ChannelForm key={channel.id} community={community} sidebar={sidebar} channel={channel} rest={rest} />
      {rest.mayManage && (
        <section className={styles.acts}>
          <h2 className={settings.sub}>{t('structure.whole')}</h2>
          {rest.categoryArchived && category ? (
            <ActRow
              title={t('structure.archivedWith', { name: category.name })}
              hint={t('structure.archiveHint')}
              label={t('structure.unarchive')}
              onRun={() => void actions.archiveCategory(category, false)}
            />
          ) : (
            <ActRow
              title={rest.archived ? t('structure.isArchived') : t('structure.archiveTitle')}
              hint={t('structure.archiveHint')}
              label={rest.archived ? t('structure.unarchive') : t('structure.archive')}
              onRun={() => void actions.archiveChannel(channel, !rest.archived)}
            />
          )}
          <ActRow
            title={t('structure.deleteChannel')}
            hint={t('structure.deleteChannelHint')}
            label={t('structure.delete')}
            tone="danger"
            onRun={async () => {
              if (await actions.deleteChannel(channel)) navigation.back();
            }}
          />
        </section>
      )}
    </>
  );
};

const CategoryOverview = ({ community, category }: { community: CommunityId; category: CategoryView }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const actions = usePlaceActions(community);
  return (
    <>
      {!category.mayManage && <p className={styles.note}>{t('structure.readOnlyPlace')}</p>}
      <CategoryForm key={category.id} community={community} category={category} />
      {category.mayManage && (
        <section className={styles.acts}>
          <h2 className={settings.sub}>{t('structure.wholeCategory')}</h2>
          <ActRow
            title={
              category.archived ? t('structure.isArchivedCategory') : t('structure.archiveCategoryTitle')
            }
            hint={t('structure.archiveCategoryHint')}
            label={category.archived ? t('structure.unarchive') : t('structure.archive')}
            onRun={() => void actions.archiveCategory(category, !category.archived)}
          />
          <ActRow
            title={t('structure.deleteCategory')}
            hint={t('structure.deleteCategoryHint')}
            label={t('structure.delete')}
            tone="danger"
            onRun={async () => {
              if (await actions.deleteCategory(category)) navigation.back();
            }}
          />
        </section>
      )}
    </>
  );
};

export const PlaceOverview = ({ community, of }: { community: CommunityId; of: PlaceSubject }) => {
  const sidebar = useSidebar();
  if (!sidebar) return null;
  if (of.kind === 'channel') {
    const channel = sidebar.channels.find(({ id }) => id === of.channel);
    return channel ? <ChannelOverview community={community} sidebar={sidebar} channel={channel} /> : null;
  }
  const category = sidebar.categories.find(({ id }) => id === of.category);
  return category ? <CategoryOverview community={community} category={category} /> : null;
};
