/** Theme, density, size and language, with a message that shows what they do. */
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Segments } from '../../components/field.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { useSettings } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import styles from './settings.module.css';

const sizes = [12, 13, 14, 15, 16, 18, 20] as const;

export const Appearance = () => {
  const { app } = useServices();
  const { t } = useTranslation();
  const settings = useSettings();
  return (
    <div className={styles.form}>
      <div className={styles.preview}>
        <Avatar name={t('settings.previewAuthor')} colour="plum" />
        <div>
          <strong style={{ color: 'var(--name-plum)' }}>{t('settings.previewAuthor')}</strong>
          <Markdown text={t('settings.previewText')} mentions={[]} me={null} openLink={() => undefined} />
        </div>
      </div>
      <Segments
        label={t('settings.theme')}
        value={settings.theme}
        onChange={(theme) => void app.saveSettings({ theme })}
        options={[
          { value: 'system', label: t('settings.themeSystem') },
          { value: 'light', label: t('settings.themeLight') },
          { value: 'dark', label: t('settings.themeDark') },
        ]}
      />
      <Segments
        label={t('settings.density')}
        value={settings.density}
        onChange={(density) => void app.saveSettings({ density })}
        options={[
          { value: 'cosy', label: t('settings.cosy') },
          { value: 'compact', label: t('settings.compact') },
        ]}
      />
      <Segments
        label={`${t('settings.textSize')}: ${t('settings.textSizeValue', { size: settings.textSize })}`}
        value={settings.textSize}
        onChange={(textSize) => void app.saveSettings({ textSize })}
        options={sizes.map((size) => ({ value: size, label: size }))}
      />
      <Segments
        label={t('settings.language')}
        value={settings.language}
        onChange={(language) => void app.saveSettings({ language })}
        options={[
          { value: 'system', label: t('settings.languageSystem') },
          { value: 'ko', label: '한국어' },
          { value: 'en', label: 'English' },
        ]}
      />
    </div>
  );
};
