/** Who is in a voice channel, beneath its row: seen without joining. */
import type { CallParticipantView, ChannelId, CommunityId } from '@maru/sync-core';
import { HeadphoneOff, MicOff, MonitorUp, Video } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { useCallIn } from '../../stores/hooks.ts';
import styles from './calls.module.css';

const Marks = ({ one }: { one: CallParticipantView }) => {
  const { t } = useTranslation();
  const marks = [
    { on: one.screen, icon: MonitorUp, label: t('calls.sharesScreen') },
    { on: one.camera, icon: Video, label: t('calls.showsCamera') },
    { on: one.muted || !one.maySpeak, icon: MicOff, label: t('calls.isMuted') },
    { on: one.deafened || one.serverDeafened, icon: HeadphoneOff, label: t('calls.isDeafened') },
  ];
  return marks
    .filter(({ on }) => on)
    .map(({ icon: Shape, label }) => (
      <Shape key={label} size={13} strokeWidth={1.5} role="img" aria-label={label} />
    ));
};

export const VoiceList = ({ community, channel }: { community: CommunityId; channel: ChannelId }) => {
  const { t } = useTranslation();
  const participants = useCallIn(community, channel);
  if (participants.length === 0) return null;
  return (
    <ul className={styles.voices} aria-label={t('calls.inHere')} data-voices={channel}>
      {participants.map((one) => (
        <li key={one.device}>
          <Avatar name={one.name} colour={one.colour} size={20} />
          <span>{one.name}</span>
          <Marks one={one} />
        </li>
      ))}
    </ul>
  );
};
