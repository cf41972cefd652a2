/** How loud somebody is here. */
import { Slider } from '@base-ui/react/slider';
import type { CallParticipantView } from '@maru/sync-core';
import { Volume2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '../../../components/icons.tsx';
import slider from '../../../components/slider.module.css';
import { useServices } from '../../../stores/services.ts';
import styles from './loudness.module.css';

export const Loudness = ({ one }: { one: CallParticipantView }) => {
  const { callSettings } = useServices();
  const { t } = useTranslation();
  const volume = useStore(callSettings.store, (state) => state.volumes[one.member] ?? 1);
  const label = t('calls.volumeOf', { name: one.name });
  return (
    <Slider.Root
      className={styles.loudness}
      min={0}
      max={200}
      step={5}
      value={Math.round(volume * 100)}
      onValueChange={(value) => callSettings.setVolume(one.member, value / 100)}
      aria-label={label}
    >
      <Icon of={Volume2} size={16} />
      <Slider.Control className={styles.control}>
        <Slider.Track className={slider.track}>
          <Slider.Indicator className={slider.on} />
          <Slider.Thumb
            className={styles.thumb}
            getAriaValueText={(_, value) => `${value} %`}
            aria-label={label}
          />
        </Slider.Track>
      </Slider.Control>
    </Slider.Root>
  );
};
