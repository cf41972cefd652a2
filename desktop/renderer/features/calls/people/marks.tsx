/** What stands beside somebody in a call: what they show, what they have off, and what a moderator took. */
import type { CallParticipantView } from '@maru/sync-core';
import { HeadphoneOff, type LucideIcon, Megaphone, MicOff, MonitorUp, Video, VolumeX } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useServices } from '../../../stores/services.ts';
import styles from './people.module.css';

type Mark = { readonly icon: LucideIcon; readonly label: string; readonly byOthers?: true };

/** `pictures`: also whether camera and screen are on, where they aren't seen. */
export const ParticipantMarks = ({
  one,
  size = 14,
  pictures = true,
}: {
  one: CallParticipantView;
  size?: number;
  pictures?: boolean;
}) => {
  const { callSettings } = useServices();
  const { t } = useTranslation();
  const silenced = useStore(callSettings.store, (state) => state.silenced.includes(one.member));
  const microphone = (): Mark | null => {
    if (one.serverMuted) return { icon: MicOff, label: t('callPeople.isServerMuted'), byOthers: true };
    if (!one.maySpeak) return { icon: MicOff, label: t('callPeople.mayNotSpeak'), byOthers: true };
    return one.muted ? { icon: MicOff, label: t('calls.isMuted') } : null;
  };
  const hearing = (): Mark | null => {
    if (one.serverDeafened)
      return { icon: HeadphoneOff, label: t('callPeople.isServerDeafened'), byOthers: true };
    return one.deafened ? { icon: HeadphoneOff, label: t('calls.isDeafened') } : null;
  };
  const marks: readonly (Mark | null)[] = [
    one.priority ? { icon: Megaphone, label: t('callPeople.isPriority') } : null,
    pictures && one.screen && one.mayStream ? { icon: MonitorUp, label: t('calls.sharesScreen') } : null,
    pictures && one.camera && one.mayStream ? { icon: Video, label: t('calls.showsCamera') } : null,
    silenced && !one.me ? { icon: VolumeX, label: t('callPeople.isSilenced') } : null,
    microphone(),
    hearing(),
  ];
  return marks
    .filter((mark) => mark !== null)
    .map(({ icon: Shape, label, byOthers }) => (
      <span key={label} className={styles.mark} data-by-others={byOthers} title={label}>
        <Shape size={size} strokeWidth={1.5} role="img" aria-label={label} />
      </span>
    ));
};
