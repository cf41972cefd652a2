/** The setting: sounds of joining, leaving, muting. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useServices } from '../../../stores/services.ts';
import { SwitchRow } from '../../settings/switch-row.tsx';

export const SoundsRow = () => {
  const { callSettings } = useServices();
  const { t } = useTranslation();
  const sounds = useStore(callSettings.store, (state) => state.sounds);
  return (
    <SwitchRow
      label={t('callPeople.sounds')}
      hint={t('callPeople.soundsHint')}
      checked={sounds}
      onChange={(on) => callSettings.set({ sounds: on })}
    />
  );
};
