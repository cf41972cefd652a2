/** One device: what it is called, when it came and was last used, and how far a removal has got. */
import type { OwnDeviceView } from '@maru/sync-core';
import { EllipsisVertical, Laptop, MonitorX, PencilLine, ShieldAlert, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { ButtonMenu } from '../../components/menu.tsx';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { RemoveDialog, RenameDialog } from './device-dialogs.tsx';
import styles from './devices.module.css';

const hour = 60 * 60 * 1000;

const useFacts = (device: OwnDeviceView): readonly string[] => {
  const { t } = useTranslation();
  const now = useNow();
  const time = useTimeWords(now);
  const { addedAt, seenAt, removedAt, communities, isThis } = device;
  if (removedAt !== null) {
    const left = communities.filter(({ state }) => state === 'removing');
    return [
      t('devices.removed', { when: time.relative(removedAt) }),
      left.length > 0
        ? t('devices.removing', { left: left.map(({ name }) => name).join(', ') })
        : t('devices.removedAll'),
    ];
  }
  const seen =
    isThis || (seenAt !== null && now - seenAt < 2 * hour)
      ? t('devices.seenNow')
      : seenAt === null
        ? null
        : t('devices.seen', { when: time.relative(seenAt) });
  const added = addedAt === null ? null : t('devices.added', { when: time.date(addedAt) });
  return [seen, added].flatMap((fact) => fact ?? []);
};

export const DeviceRow = ({ device }: { device: OwnDeviceView }) => {
  const { t } = useTranslation();
  const [dialog, setDialog] = useState<'rename' | 'remove' | null>(null);
  const facts = useFacts(device);
  const isGone = device.removedAt !== null;
  const name = device.isKnown ? device.name || t('devices.nameless') : t('devices.unknown');
  const close = () => setDialog(null);
  return (
    <li className={styles.device} data-unknown={device.isKnown ? undefined : true}>
      <Icon of={isGone ? MonitorX : device.isKnown ? Laptop : ShieldAlert} size={22} />
      <div>
        <p className={styles.name}>
          {name}
          {device.isThis && <span className={styles.badge}>{t('devices.this')}</span>}
        </p>
        <p className={styles.facts}>{facts.join(' · ')}</p>
        {!device.isKnown && (
          <p className={styles.warn}>
            {t('devices.unknownHint', { name: device.communities[0]?.name ?? '' })}
          </p>
        )}
      </div>
      {!isGone && (
        <ButtonMenu
          align="end"
          trigger={<IconButton icon={EllipsisVertical} label={t('devices.menu', { name })} tip={false} />}
          entries={[
            ...(device.isKnown
              ? [{ label: t('devices.rename'), icon: PencilLine, run: () => setDialog('rename') }]
              : []),
            {
              label: t('devices.remove'),
              icon: Trash2,
              tone: 'danger' as const,
              reason: device.isThis ? t('devices.removeThisWhy') : null,
              run: () => setDialog('remove'),
            },
          ]}
        />
      )}
      {dialog === 'rename' && <RenameDialog device={device} onClose={close} />}
      {dialog === 'remove' && <RemoveDialog device={device} name={name} onClose={close} />}
    </li>
  );
};
