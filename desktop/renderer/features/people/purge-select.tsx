/** How far back what somebody wrote is hidden. */
import { useTranslation } from 'react-i18next';
import { purgeWindowsMs } from '../../../contract/index.ts';
import { Select } from '../../components/field.tsx';

export type PurgeWindow = (typeof purgeWindowsMs)[number];

export const PurgeSelect = ({
  label,
  value,
  none = false,
  onChange,
}: {
  label: string;
  value: PurgeWindow | null;
  /** Whether nothing may be hidden. */
  none?: boolean;
  onChange: (value: PurgeWindow | null) => void;
}) => {
  const { t } = useTranslation();
  const times = [
    t('people.hour1'),
    t('people.hours6'),
    t('people.hours24'),
    t('people.days3'),
    t('people.days7'),
  ];
  return (
    <Select
      label={label}
      value={String(value)}
      options={[
        ...(none ? [{ value: 'null', label: t('people.purgeNone') }] : []),
        ...purgeWindowsMs.map((ms, index) => ({
          value: String(ms),
          label: t('people.purgeLast', { time: times[index] ?? '' }),
        })),
      ]}
      onChange={(chosen) => onChange(purgeWindowsMs.find((ms) => String(ms) === chosen) ?? null)}
    />
  );
};
