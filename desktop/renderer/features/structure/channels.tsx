/** Every category and channel in one list: in order, archived, and deleted with the way back. */
import type { CategoryView, ChannelView, CommunityId, DeletedPlacesView, SidebarView } from '@maru/sync-core';
import {
  ArrowDown,
  ArrowUp,
  FolderPlus,
  Hash,
  RotateCcw,
  SlidersHorizontal,
  Timer,
  Unlink2,
} from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/button.tsx';
import { channelIcons, Icon } from '../../components/icons.tsx';
import { useSidebar } from '../../stores/hooks.ts';
import { activeIn } from '../../stores/place-moves.ts';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { durationWords } from '../../text/duration.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import settings from '../settings/settings.module.css';
import { useMoves } from '../sidebar/use-moves.ts';
import { type PlaceActions, usePlaceActions } from './place-actions.ts';
import styles from './structure.module.css';

const Tools = ({
  name,
  onStep,
  onOpen,
}: {
  name: string;
  onStep: (direction: -1 | 1) => void;
  onOpen: () => void;
}) => {
  const { t } = useTranslation();
  return (
    <span className={styles.tools}>
      <IconButton icon={ArrowUp} size={16} label={t('structure.upOf', { name })} onClick={() => onStep(-1)} />
      <IconButton
        icon={ArrowDown}
        size={16}
        label={t('structure.downOf', { name })}
        onClick={() => onStep(1)}
      />
      <IconButton
        icon={SlidersHorizontal}
        size={16}
        label={t('structure.settingsOf', { name })}
        onClick={onOpen}
      />
    </span>
  );
};

const Channel = ({ channel, children }: { channel: ChannelView; children: ReactNode }) => {
  const { t, i18n } = useTranslation();
  return (
    <li className={styles.line}>
      <Icon of={channelIcons[channel.kind]} size={17} />
      <span className={styles.lineName}>{channel.name}</span>
      {channel.slowModeSeconds > 0 && (
        <span className={styles.fact}>
          <Icon of={Timer} size={14} />
          {durationWords(i18n.language, channel.slowModeSeconds * 1_000)}
        </span>
      )}
      {channel.outOfStep && (
        <span className={styles.fact}>
          <Icon of={Unlink2} size={14} />
          {t('structure.outOfStep')}
        </span>
      )}
      {children}
    </li>
  );
};

const Archived = ({ sidebar, actions }: { sidebar: SidebarView; actions: PlaceActions }) => {
  const { t } = useTranslation();
  const categories = sidebar.categories.filter(({ archived }) => archived);
  const inThem = new Set(categories.map(({ id }) => id));
  const channels = sidebar.channels.filter(
    ({ archived, category }) => archived && (category === null || !inThem.has(category)),
  );
  if (categories.length + channels.length === 0) return null;
  const held = ({ id }: CategoryView) => sidebar.channels.filter(({ category }) => category === id).length;
  return (
    <section className={styles.section}>
      <h2 className={settings.sub}>{t('structure.archiveName')}</h2>
      <p className={settings.hint}>{t('structure.archiveHint')}</p>
      <ul className={styles.list}>
        {categories.map((category) => (
          <li key={category.id} className={styles.line}>
            <span className={styles.lineName}>{category.name}</span>
            <span className={styles.fact}>{t('structure.channelCount', { count: held(category) })}</span>
            {category.mayManage && (
              <Button onClick={() => void actions.archiveCategory(category, false)}>
                {t('structure.unarchive')}
              </Button>
            )}
          </li>
        ))}
        {channels.map((channel) => (
          <Channel key={channel.id} channel={channel}>
            {channel.mayManage && (
              <Button onClick={() => void actions.archiveChannel(channel, false)}>
                {t('structure.unarchive')}
              </Button>
            )}
          </Channel>
        ))}
      </ul>
    </section>
  );
};

const Deleted = ({ places, actions }: { places: DeletedPlacesView; actions: PlaceActions }) => {
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const line = (
    key: string,
    name: string,
    place: { readonly by: { readonly name: string }; readonly at: number; readonly restorableUntil: number },
    restore: () => void,
  ) => (
    <li key={key} className={styles.line}>
      <span className={styles.lineText}>
        <span className={styles.lineName}>{name}</span>
        <span className={settings.hint}>
          {t('structure.deletedBy', { name: place.by.name, time: words.relative(place.at) })}{' '}
          {t('structure.until', { time: words.date(place.restorableUntil) })}
        </span>
      </span>
      <Button aria-label={t('structure.restoreOf', { name })} onClick={restore}>
        <Icon of={RotateCcw} size={15} />
        {t('structure.restore')}
      </Button>
    </li>
  );
  return (
    <section className={styles.section}>
      <h2 className={settings.sub}>{t('structure.deleted')}</h2>
      <p className={settings.hint}>
        {places.channels.length + places.categories.length === 0
          ? t('structure.deletedNone')
          : t('structure.deletedHint')}
      </p>
      <ul className={styles.list}>
        {places.categories.map((category) =>
          line(
            category.id,
            t('structure.categoryWith', { name: category.name, count: category.channels }),
            category,
            () => void actions.restoreCategory(category),
          ),
        )}
        {places.channels.map((channel) =>
          line(channel.id, `#${channel.name}`, channel, () => void actions.restoreChannel(channel)),
        )}
      </ul>
    </section>
  );
};

const Order = ({ sidebar }: { sidebar: SidebarView }) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const { stepChannelBy, stepCategoryBy, said } = useMoves(sidebar);
  const rows = (category: CategoryView['id'] | null) => (
    <ul className={styles.list}>
      {category !== null && activeIn(sidebar, category).length === 0 && (
        <li className={settings.hint}>{t('structure.noChannelIn')}</li>
      )}
      {activeIn(sidebar, category).map((channel) => (
        <Channel key={channel.id} channel={channel}>
          {channel.mayManage && (
            <Tools
              name={channel.name}
              onStep={(step) => stepChannelBy(channel.id, step)}
              onOpen={() =>
                navigation.openPlaceSettings({ kind: 'channel', channel: channel.id }, 'overview')
              }
            />
          )}
        </Channel>
      ))}
    </ul>
  );
  return (
    <section className={styles.section}>
      <div className={styles.buttons}>
        <Button onClick={() => navigation.openDialog({ kind: 'create-channel', category: null })}>
          <Icon of={Hash} size={16} />
          {t('sidebar.createChannel')}
        </Button>
        <Button onClick={() => navigation.openDialog({ kind: 'create-category' })}>
          <Icon of={FolderPlus} size={16} />
          {t('sidebar.createCategory')}
        </Button>
      </div>
      {rows(null)}
      {sidebar.categories
        .filter(({ archived }) => !archived)
        .map((category) => (
          <div key={category.id}>
            <div className={styles.groupHead}>
              <h2>{category.name}</h2>
              {category.mayManage && (
                <Tools
                  name={category.name}
                  onStep={(step) => stepCategoryBy(category.id, step)}
                  onOpen={() =>
                    navigation.openPlaceSettings({ kind: 'category', category: category.id }, 'overview')
                  }
                />
              )}
            </div>
            {rows(category.id)}
          </div>
        ))}
      <p className="visually-hidden" role="status">
        {said}
      </p>
    </section>
  );
};

export const ChannelsList = ({ community }: { community: CommunityId }) => {
  const sidebar = useSidebar();
  const actions = usePlaceActions(community);
  const { value: deleted } = useQuery('deletedPlaces', { community }, ['governanceChanged']);
  if (!sidebar) return null;
  return (
    <>
      <Order sidebar={sidebar} />
      <Archived sidebar={sidebar} actions={actions} />
      {deleted && <Deleted places={deleted} actions={actions} />}
    </>
  );
};
