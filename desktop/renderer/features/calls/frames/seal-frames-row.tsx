/** The setting: frames of calls are sealed from end to end, where this browser can. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { canSealFrames } from '../../../calls/frames/call-frames.ts';
import { useServices } from '../../../stores/services.ts';
import { SwitchRow } from '../../settings/switch-row.tsx';

export const SealFramesRow = () => {
  const { callSettings } = useServices();
  const { t } = useTranslation();
  const sealFrames = useStore(callSettings.store, (state) => state.sealFrames);
  const can = canSealFrames();
  return (
    <SwitchRow
      label={t('callFrames.setting')}
      hint={can ? t('callFrames.settingHint') : t('callFrames.unsupported')}
      checked={can && sealFrames}
      disabled={!can}
      onChange={(on) => callSettings.set({ sealFrames: on })}
    />
  );
};
