/** Who may call: everybody in one's communities, or nobody. */
import { useTranslation } from 'react-i18next';
import { useSettings } from '../../../stores/hooks.ts';
import { useServices } from '../../../stores/services.ts';
import { SwitchRow } from '../../settings/switch-row.tsx';

export const CallersSetting = () => {
  const { app } = useServices();
  const { t } = useTranslation();
  const { takesCalls } = useSettings();
  return (
    <SwitchRow
      label={t('ringing.takesCalls')}
      hint={t('ringing.takesCallsHint')}
      checked={takesCalls}
      onChange={(on) => void app.saveSettings({ takesCalls: on })}
    />
  );
};
