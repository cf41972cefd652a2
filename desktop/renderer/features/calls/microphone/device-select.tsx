/** One of the devices that are there now, or whatever the system uses. */
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Select } from '../../../components/field.tsx';
import { useServices } from '../../../stores/services.ts';

export const DeviceSelect = ({
  kind,
  label,
  value,
  onChange,
}: {
  kind: MediaDeviceKind;
  label: string;
  value: string | null;
  onChange: (device: string | null) => void;
}) => {
  const { mediaDevices } = useServices();
  const { t } = useTranslation();
  const devices = useStore(mediaDevices.store, (lists) => lists[kind]);
  useEffect(() => void mediaDevices.refresh(), [mediaDevices]);
  const isThere = value === null || devices.some(({ id }) => id === value);
  return (
    <Select
      label={label}
      value={value ?? ''}
      options={[
        { value: '', label: t('callAudio.systemDevice') },
        ...devices.map(({ id, label: name }, index) => ({
          value: id,
          label: name || t('callAudio.unnamedDevice', { number: index + 1 }),
        })),
        // Chosen, and not plugged in now: the choice is kept.
        ...(isThere ? [] : [{ value, label: t('callAudio.absentDevice') }]),
      ]}
      onChange={(device) => onChange(device === '' ? null : device)}
    />
  );
};
