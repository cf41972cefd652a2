/** The places of a community that have a level or a mute of their own, and the way to one more. */
import {
  type Attention,
  type AttentionSubject,
  type CommunityAttentionView,
  type SidebarView,
  unreachable,
} from '@maru/sync-core';
import { FolderClosed, MessagesSquare, Undo2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { Select } from '../../components/field.tsx';
import { channelIcons, Icon } from '../../components/icons.tsx';
import type { PlaceSubject } from '../../stores/navigation-store.ts';
import { useServices } from '../../stores/services.ts';
import { useAttentionWords } from './attention-words.ts';
import styles from './notifications.module.css';
import { useAttentionActs } from './use-attention.ts';

type Row = {
  readonly key: string;
  readonly name: string;
  readonly icon: Parameters<typeof Icon>[0]['of'];
  readonly subject: AttentionSubject;
  readonly attention: Attention;
};

const isSet = ({ own, mutedUntil }: Attention): boolean => own !== null || mutedUntil !== null;

const useRows = (sidebar: SidebarView, view: CommunityAttentionView): readonly Row[] => {
  const { t } = useTranslation();
  const community = sidebar.community.id;
  const categories = sidebar.categories.flatMap(({ id, name }): Row[] => {
    const attention = view.categories.find(({ category }) => category === id);
    return attention
      ? [
          {
            key: id,
            name,
            icon: FolderClosed,
            subject: { type: 'category', community, category: id },
            attention,
          },
        ]
      : [];
  });
  const channels = sidebar.channels.flatMap(({ id, name, kind }): Row[] => {
    const attention = view.channels.find(({ channel }) => channel === id);
    return attention
      ? [
          {
            key: id,
            name,
            icon: channelIcons[kind],
            subject: { type: 'channel', community, channel: id },
            attention,
          },
        ]
      : [];
  });
  const threads = view.threads.map(({ thread, channel, ...attention }): Row => {
    const name = sidebar.channels.find(({ id }) => id === channel)?.name ?? '';
    return {
      key: thread,
      name: t('notifications.thread', { channel: name }),
      icon: MessagesSquare,
      subject: { type: 'thread', community, channel, thread },
      attention,
    };
  });
  return [...categories, ...channels, ...threads];
};

/** Where a place's settings are; threads have none, they open themselves. */
const placeOf = (subject: AttentionSubject): PlaceSubject | null => {
  switch (subject.type) {
    case 'category':
      return { kind: 'category', category: subject.category };
    case 'channel':
      return { kind: 'channel', channel: subject.channel };
    case 'thread':
    case 'community':
      return null;
    default:
      return unreachable(subject);
  }
};

export const OwnPlaces = ({ sidebar, view }: { sidebar: SidebarView; view: CommunityAttentionView }) => {
  const { navigation, toasts } = useServices();
  const { t } = useTranslation();
  const words = useAttentionWords();
  const acts = useAttentionActs();
  const rows = useRows(sidebar, view);
  const shown = rows.filter(({ attention }) => isSet(attention));
  const others = rows.filter(({ attention }) => !isSet(attention));

  const open = ({ subject }: Row) => {
    const place = placeOf(subject);
    if (place) navigation.openPlaceSettings(place, 'notifications');
    else if (subject.type === 'thread') {
      navigation.openChannel(subject.community, subject.channel);
      navigation.openPanel({ kind: 'thread', channel: subject.channel, message: subject.thread });
    }
  };
  const reset = async ({ subject, attention, name }: Row) => {
    const done = await Promise.all([
      ...(attention.own === null ? [] : [acts.setLevel({ subject, level: null })]),
      ...(attention.mutedUntil === null ? [] : [acts.unmute({ subject })]),
    ]);
    if (done.every(Boolean)) toasts.show(t('notifications.resetDone', { name }));
  };

  return (
    <section className={styles.group}>
      <h2 className={styles.title}>{t('notifications.placesTitle')}</h2>
      {shown.length === 0 ? (
        <p className={styles.hint}>{t('notifications.placesEmpty')}</p>
      ) : (
        <ul className={styles.places}>
          {shown.map((row) => (
            <li key={row.key} className={styles.place}>
              <button type="button" onClick={() => open(row)}>
                <Icon of={row.icon} />
                <span className={styles.placeText}>
                  <span>{row.name}</span>
                  <span className="visually-hidden">{t('notifications.openPlace', { name: row.name })}</span>
                  <small>
                    {[
                      row.attention.own && words.level(row.attention.own),
                      row.attention.mutedUntil !== null && words.muted(row.attention),
                    ]
                      .filter(Boolean)
                      .join(' · ')}
                  </small>
                </span>
              </button>
              <IconButton
                icon={Undo2}
                label={t('notifications.resetPlace', { name: row.name })}
                onClick={() => void reset(row)}
              />
            </li>
          ))}
        </ul>
      )}
      {others.length > 0 && (
        <Select
          label={t('notifications.placesAdd')}
          value=""
          options={[
            { value: '', label: t('notifications.placesPick') },
            ...others.map(({ key, name }) => ({ value: key, label: name })),
          ]}
          onChange={(key) => {
            const row = others.find((one) => one.key === key);
            if (row) open(row);
          }}
        />
      )}
    </section>
  );
};
