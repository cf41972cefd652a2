/** Whether others in a call learn this machine's address; and beforehand, where hiding it means no calls. */
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { useServices } from '../../../stores/services.ts';
import { SwitchRow } from '../../settings/switch-row.tsx';

export const HideAddressRow = () => {
  const { app, callSettings, sessions } = useServices();
  const { t } = useTranslation();
  const hidden = useStore(callSettings.store, (state) => state.hideAddress);
  const communities = useStore(app.store, (state) => state.communities) ?? [];
  // Of a community whose relay is out of reach nothing is known; joining there says it.
  const without = communities.filter(({ id }) => sessions.get(id)?.ways.relayed === false);
  const hint = t('callNetwork.hideHint');
  return (
    <SwitchRow
      label={t('callNetwork.hide')}
      hint={
        without.length === 0
          ? hint
          : `${hint} ${t('callNetwork.hideNone', { names: without.map(({ name }) => name).join(', ') })}`
      }
      checked={hidden}
      onChange={(hideAddress) => callSettings.set({ hideAddress })}
    />
  );
};
