/** Levels and mutes in words. */
import { type Attention, forever, type NotificationLevel, unreachable } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { useNow, useTimeWords } from '../../text/use-time.ts';

const hourMs = 60 * 60 * 1000;

export const useAttentionWords = () => {
  const { t } = useTranslation();
  const time = useTimeWords(useNow());

  const level = (of: NotificationLevel): string => {
    switch (of) {
      case 'all':
        return t('notifications.all');
      case 'mentions':
        return t('notifications.mentions');
      case 'nothing':
        return t('notifications.nothing');
      default:
        return unreachable(of);
    }
  };

  /** What counts where nothing is set here, and where that comes from. */
  const inherited = ({ level: of, from }: Attention['inherited']): string => {
    switch (from) {
      case 'default':
        return t('notifications.asDefault', { level: level(of) });
      case 'community':
        return t('notifications.asCommunity', { level: level(of) });
      case 'category':
        return t('notifications.asCategory', { level: level(of) });
      case 'channel':
      case 'thread':
        return t('notifications.asChannel', { level: level(of) });
      default:
        return unreachable(from);
    }
  };

  const mutedBy = (around: NonNullable<Attention['mutedBy']>): string => {
    switch (around) {
      case 'community':
        return t('notifications.mutedByCommunity');
      case 'category':
        return t('notifications.mutedByCategory');
      case 'channel':
      case 'thread':
        return t('notifications.mutedByChannel');
      default:
        return unreachable(around);
    }
  };

  /** Null where nothing mutes it. */
  const muted = ({ mutedUntil, mutedBy: around }: Attention): string | null => {
    if (mutedUntil !== null)
      return mutedUntil >= forever
        ? t('notifications.mutedForever')
        : t('notifications.mutedUntil', { time: time.until(mutedUntil) });
    return around === null ? null : mutedBy(around);
  };

  return {
    level,
    inherited,
    muted,
    /** As offered; `null` is until it is lifted. */
    muteTimes: [
      { label: t('notifications.for15Minutes'), forMs: hourMs / 4 },
      ...[1, 3, 8, 24].map((count) => ({
        label: t('notifications.forHours', { count }),
        forMs: count * hourMs,
      })),
      { label: t('notifications.forever'), forMs: null },
    ],
  };
};
