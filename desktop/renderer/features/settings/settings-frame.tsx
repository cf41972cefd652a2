/** What all settings share: sections at the left, one of them at the right. */
import { type LucideIcon, X } from 'lucide-react';
import { type ReactNode, useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { arrowFocus } from '../../components/arrow-focus.ts';
import { IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import styles from './settings.module.css';

export type Section<Id extends string> = {
  readonly id: Id;
  readonly title: string;
  readonly icon: LucideIcon;
  readonly body: ReactNode;
};

export const SettingsFrame = <Id extends string>({
  title,
  sections,
  current,
  onOpen,
}: {
  title: string;
  sections: readonly Section<Id>[];
  current: Id;
  onOpen: (section: Id) => void;
}) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const shown = sections.find(({ id }) => id === current) ?? sections[0];
  const list = useRef<HTMLElement>(null);
  // Where they stand in a row, what is open may be beyond its end.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the one that is open changes with `current`.
  useEffect(() => {
    list.current?.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest', inline: 'center' });
  }, [current]);
  return (
    <div className={styles.settings}>
      <nav ref={list} className={styles.sections} aria-label={title} onKeyDown={arrowFocus('button')}>
        <p className={styles.heading}>{title}</p>
        {sections.map((one) => (
          <button
            key={one.id}
            type="button"
            aria-current={one === shown ? 'page' : undefined}
            onClick={() => onOpen(one.id)}
          >
            <Icon of={one.icon} size={18} />
            {one.title}
          </button>
        ))}
      </nav>
      <main id="page" className={styles.page} tabIndex={-1}>
        <div className={styles.column}>
          <header className={styles.head}>
            <h1>{shown?.title ?? title}</h1>
            <IconButton
              icon={X}
              size={20}
              side="left"
              label={t('common.close')}
              keys="Esc"
              onClick={navigation.back}
            />
          </header>
          {shown?.body}
        </div>
      </main>
    </div>
  );
};
