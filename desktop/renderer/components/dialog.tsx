/** A modal sheet with a title; focus is trapped and returned by the library. */
import { Dialog as Base } from '@base-ui/react/dialog';
import { X } from 'lucide-react';
import { type ReactNode, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from './button.tsx';
import styles from './dialog.module.css';

export const Dialog = ({
  title,
  description,
  width = 440,
  bare = false,
  onClose,
  children,
}: {
  title: string;
  description?: ReactNode;
  width?: number;
  /** Without visible head: the content brings its own. The title stays for screen readers. */
  bare?: boolean;
  onClose: () => void;
  children: ReactNode;
}) => {
  const { t } = useTranslation();
  const sheet = useRef<HTMLDivElement>(null);
  // What the content says comes first, or the first field, else the sheet itself: never the way out.
  const first = () =>
    sheet.current?.querySelector<HTMLElement>('[data-first]') ??
    sheet.current?.querySelector<HTMLElement>(
      'input:not([readonly]):not([type=radio]):not([type=checkbox]), textarea, select',
    ) ??
    sheet.current;
  return (
    <Base.Root open onOpenChange={(open) => !open && onClose()}>
      <Base.Portal>
        <Base.Backdrop className={styles.scrim} />
        <Base.Popup
          ref={sheet}
          initialFocus={first}
          className={styles.sheet}
          data-bare={bare || undefined}
          style={{ '--sheet': `${width}px` }}
        >
          {bare ? (
            <Base.Title className="visually-hidden">{title}</Base.Title>
          ) : (
            <header className={styles.head}>
              <div>
                <Base.Title className={styles.title}>{title}</Base.Title>
                {description && (
                  <Base.Description className={styles.description}>{description}</Base.Description>
                )}
              </div>
              <Base.Close render={<IconButton icon={X} label={t('common.close')} side="left" />} />
            </header>
          )}
          {children}
        </Base.Popup>
      </Base.Portal>
    </Base.Root>
  );
};

export const DialogFoot = ({ children }: { children: ReactNode }) => (
  <footer className={styles.foot}>{children}</footer>
);
