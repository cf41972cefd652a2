/** The name and colour that every community sees. */
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Field } from '../../components/field.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { ColourPicker } from '../first-run/colour-picker.tsx';
import styles from './settings.module.css';

export const Profile = () => {
  const { app, bridge, toasts } = useServices();
  const { t } = useTranslation();
  const profile = useStore(app.store, (state) => state.app?.profile ?? null);
  const [name, setName] = useState(profile?.name ?? '');
  const [colour, setColour] = useState(profile?.colour ?? 'pine');
  const [error, setError] = useState<string | null>(null);
  const changed = name.trim() !== profile?.name || colour !== profile?.colour;
  return (
    <form
      className={styles.form}
      onSubmit={async (event) => {
        event.preventDefault();
        const saved = await bridge.command('editProfile', { name, colour });
        setError(saved.ok ? null : errorWords(t, saved.error));
        if (saved.ok) toasts.show(t('settings.profileSaved'));
      }}
    >
      <div className={styles.who}>
        <Avatar name={name.trim() || '?'} colour={colour} size={72} />
        <Field
          label={t('firstRun.nameLabel')}
          hint={t('settings.profileHint')}
          value={name}
          maxLength={32}
          error={error}
          onChange={(event) => setName(event.target.value)}
        />
      </div>
      <ColourPicker value={colour} onChange={setColour} />
      <div>
        <Button type="submit" tone="accent" disabled={!changed || name.trim() === ''}>
          {t('common.save')}
        </Button>
      </div>
    </form>
  );
};
