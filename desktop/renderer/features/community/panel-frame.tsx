/** The side panel: a head with a way out, and what it holds. Overlays the page where it is narrow. */
import { X } from 'lucide-react';
import { type KeyboardEventHandler, type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/button.tsx';
import { useServices } from '../../stores/services.ts';
import styles from './panel-frame.module.css';

export const PanelFrame = ({
  title,
  subtitle,
  tools,
  wide = false,
  onKeyDown,
  children,
}: {
  title: string;
  subtitle?: string;
  tools?: ReactNode;
  /** More to read than a list. */
  wide?: boolean;
  onKeyDown?: KeyboardEventHandler<HTMLElement>;
  children: ReactNode;
}) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const [before] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Only a focus that went with the panel is given back; one that is elsewhere by now stays.
      if (document.activeElement !== document.body) return;
      const back = before instanceof HTMLElement && before.isConnected ? before : null;
      (back ?? document.getElementById('page'))?.focus({ preventScroll: true });
    },
    [before],
  );
  return (
    <aside className={styles.panel} data-wide={wide || undefined} aria-label={title} onKeyDown={onKeyDown}>
      <header className={styles.head}>
        <div className={styles.titles}>
          <h2>{title}</h2>
          {subtitle && <span>{subtitle}</span>}
        </div>
        {tools}
        <IconButton
          icon={X}
          label={t('common.close')}
          keys="Esc"
          onClick={() => navigation.openPanel(null)}
        />
      </header>
      {children}
    </aside>
  );
};
