/** The frame of an embed: what kind of thing, its name as the way to it, and what it says. Props only. */
import type { LucideIcon } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../../components/icons.tsx';
import styles from './embed.module.css';

export const EmbedFrame = ({
  icon,
  kind,
  title,
  onOpen,
  children,
}: {
  icon: LucideIcon;
  /** In words: what it is and where. */
  kind: string;
  title: string;
  /** Null: there is no way there. */
  onOpen: (() => void) | null;
  children?: ReactNode;
}) => {
  const { t } = useTranslation();
  return (
    <section className={styles.embed} aria-label={`${kind}: ${title}`}>
      <p className={styles.kind}>
        <Icon of={icon} size={14} />
        {kind}
      </p>
      {onOpen ? (
        <button
          type="button"
          className={styles.title}
          title={t('boards.embedOpen', { name: title })}
          onClick={onOpen}
        >
          {title}
        </button>
      ) : (
        <p className={styles.none}>{title}</p>
      )}
      {children}
    </section>
  );
};
