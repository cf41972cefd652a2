/** How loud somebody is here. */
import type { CallParticipantView } from '@maru/sync-core';
import { Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '../../../components/icons.tsx';
import { SmallSlider } from '../../../components/slider.tsx';
import { useServices } from '../../../stores/services.ts';
import styles from './loudness.module.css';

export const Loudness = ({ one }: { one: CallParticipantView }) => {
  const { callSettings } = useServices();
  const { t } = useTranslation();
  const volume = useStore(callSettings.store, (state) => state.volumes[one.member] ?? 1);
  return (
    <div className={styles.loudness}>
      <Icon of={Volume2} size={16} />
      <SmallSlider
        className={styles.slider}
        {...{ min: 0, max: 200, step: 5 }}
        value={Math.round(volume * 100)}
        onChange={(value) => callSettings.setVolume(one.member, value / 100)}
        label={t('calls.volumeOf', { name: one.name })}
        text={(percent) => t('callPeople.volumeValue', { percent })}
      />
    </div>
  );
};
