/** In place of the composer: why nothing can be written here, until when, and what can be done about it. */
import { type ChannelView, type CommunityId, type SendRefusal, unreachable } from '@maru/sync-core';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { useSidebar } from '../../stores/hooks.ts';
import { durationWords } from '../../text/duration.ts';
import { useRemaining } from '../../text/use-remaining.ts';
import { usePlaceActions } from '../structure/place-actions.ts';
import styles from './composer.module.css';
import { RulesGate } from './rules-gate.tsx';

const TimedOut = ({ until, reason }: { until: number; reason: string }) => {
  const { t, i18n } = useTranslation();
  const left = useRemaining(until);
  return (
    <div className={styles.readOnly}>
      <p>{t('structure.timedOut', { left: durationWords(i18n.language, left) })}</p>
      {reason !== '' && <p className={styles.why}>{t('structure.timedOutReason', { reason })}</p>}
    </div>
  );
};

/** A timeout ends by the clock: nobody says so. */
export const useSendRefusal = (refusal: SendRefusal | null): SendRefusal | null => {
  const until = refusal?.kind === 'timed-out' ? refusal.until : null;
  const left = useRemaining(until);
  return until !== null && left === 0 ? null : refusal;
};

export const SendRefused = ({
  community,
  channel,
  refusal,
}: {
  community: CommunityId;
  channel: ChannelView;
  refusal: SendRefusal;
}) => {
  const { t } = useTranslation();
  const actions = usePlaceActions(community);
  const category = useSidebar()?.categories.find(({ id }) => id === channel.category);
  const unarchive = () =>
    category?.archived ? actions.archiveCategory(category, false) : actions.archiveChannel(channel, false);
  switch (refusal.kind) {
    case 'timed-out':
      return <TimedOut until={refusal.until} reason={refusal.reason} />;
    case 'rules-not-accepted':
      return <RulesGate community={community} />;
    case 'archived':
      return (
        <div className={styles.readOnly}>
          <p>{t('structure.archivedHere')}</p>
          {channel.mayManage && <Button onClick={() => void unarchive()}>{t('structure.unarchive')}</Button>}
        </div>
      );
    case 'device-removed':
      return <p className={styles.readOnly}>{t('refusal.what.deviceRemoved')}</p>;
    case 'no-permission':
      return (
        <p className={styles.readOnly}>
          {channel.kind === 'announcement' ? t('structure.announcementOnly') : t('structure.mayNotWrite')}
        </p>
      );
    default:
      return unreachable(refusal);
  }
};
