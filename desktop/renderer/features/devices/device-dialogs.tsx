/** What is done to one device: another name, or taking it away, with what that means. */
import type { OwnDeviceView } from '@maru/sync-core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { deviceNameChars } from '../../../contract/index.ts';
import { Button } from '../../components/button.tsx';
import { Dialog, DialogFoot } from '../../components/dialog.tsx';
import { Field } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import styles from './devices.module.css';

type Props = { device: OwnDeviceView; name: string; onClose: () => void };

export const RenameDialog = ({ device, onClose }: Omit<Props, 'name'>) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const [typed, setTyped] = useState(device.name);
  const [error, setError] = useState<string | null>(null);
  return (
    <Dialog title={t('devices.renameTitle')} onClose={onClose}>
      <form
        onSubmit={async (event) => {
          event.preventDefault();
          const renamed = await bridge.command('renameDevice', { device: device.id, name: typed });
          if (!renamed.ok) return setError(errorWords(t, renamed.error));
          toasts.show(t('devices.renamed'));
          onClose();
        }}
      >
        <Field
          label={t('devices.renameLabel')}
          value={typed}
          maxLength={deviceNameChars}
          placeholder={t('devices.renamePlaceholder')}
          error={error}
          onChange={(event) => setTyped(event.target.value)}
        />
        <DialogFoot>
          <Button onClick={onClose}>{t('common.cancel')}</Button>
          <Button type="submit" tone="accent" disabled={typed.trim() === '' || typed.trim() === device.name}>
            {t('devices.renameGo')}
          </Button>
        </DialogFoot>
      </form>
    </Dialog>
  );
};

export const RemoveDialog = ({ device, name, onClose }: Props) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const remove = async () => {
    setBusy(true);
    const removed = await bridge.command('removeDevice', { device: device.id });
    setBusy(false);
    if (!removed.ok) return setError(errorWords(t, removed.error));
    toasts.show(t('devices.removeDone', { name }));
    onClose();
  };
  return (
    <Dialog title={t('devices.removeTitle', { name })} onClose={onClose}>
      <div className={styles.points}>
        <p>{t('devices.removeText1')}</p>
        <p>{t('devices.removeText2')}</p>
        <p className={styles.soft}>{t('devices.removeText3')}</p>
        {error && (
          <p role="alert" className={styles.problem}>
            {error}
          </p>
        )}
      </div>
      <DialogFoot>
        <Button onClick={onClose}>{t('common.cancel')}</Button>
        <Button tone="danger" disabled={busy} onClick={() => void remove()}>
          {t('devices.removeGo')}
        </Button>
      </DialogFoot>
    </Dialog>
  );
};
