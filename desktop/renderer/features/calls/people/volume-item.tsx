/** How loud somebody is here, in a menu: left and right change it, or the slider under the pointer. */
import { Menu } from '@base-ui/react/menu';
import type { CallParticipantView } from '@maru/sync-core';
import { Volume2 } from 'lucide-react';
import type { KeyboardEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Icon } from '../../../components/icons.tsx';
import overlay from '../../../components/overlay.module.css';
import { SmallSlider } from '../../../components/slider.tsx';
import { useServices } from '../../../stores/services.ts';
import styles from './people.module.css';

const most = 200;
const step = 5;

export const VolumeItem = ({ one }: { one: CallParticipantView }) => {
  const { callSettings } = useServices();
  const { t } = useTranslation();
  const percent = useStore(callSettings.store, ({ volumes }) => Math.round((volumes[one.member] ?? 1) * 100));
  const set = (value: number) => callSettings.setVolume(one.member, Math.min(most, Math.max(0, value)) / 100);
  const onKeyDown = (event: KeyboardEvent) => {
    const by = event.key === 'ArrowRight' ? step : event.key === 'ArrowLeft' ? -step : 0;
    if (by === 0) return;
    event.preventDefault();
    event.stopPropagation();
    set(percent + by);
  };
  return (
    <Menu.Item
      className={`${overlay.item} ${styles.volume}`}
      closeOnClick={false}
      label={t('callPeople.volume')}
      aria-description={t('callPeople.volumeKeys')}
      onKeyDown={onKeyDown}
    >
      <Icon of={Volume2} size={16} />
      <span>{t('callPeople.volume')}</span>
      <span className={styles.percent}>{t('callPeople.volumeValue', { percent })}</span>
      {/* The item is what the keys and a screen reader meet. */}
      <SmallSlider
        className={styles.slider}
        {...{ min: 0, max: most, step, value: percent }}
        onChange={set}
      />
    </Menu.Item>
  );
};
