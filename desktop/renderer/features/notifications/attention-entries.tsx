/** The head of a place's menu: muting it for a while, what of it notifies, and the page with all of it. */
import { Menu } from '@base-ui/react/menu';
import { type AttentionSubject, type NotificationLevel, notificationLevels } from '@maru/sync-core';
import { Bell, BellOff, Check, ChevronRight, SlidersHorizontal } from 'lucide-react';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import styles from '../../components/overlay.module.css';
import { useAttentionWords } from './attention-words.ts';
import own from './notifications.module.css';
import { attentionAt, useAttention, useAttentionActs } from './use-attention.ts';

const Submenu = ({
  icon,
  label,
  note,
  children,
}: {
  icon: typeof Bell;
  label: string;
  note: string | null;
  children: ReactNode;
}) => (
  <Menu.SubmenuRoot>
    <Menu.SubmenuTrigger className={styles.item}>
      <Icon of={icon} size={16} />
      <span className={styles.itemText}>
        {label}
        {note !== null && <small className={own.note}>{note}</small>}
      </span>
      <span className={own.end}>
        <Icon of={ChevronRight} size={14} />
      </span>
    </Menu.SubmenuTrigger>
    <Menu.Portal>
      <Menu.Positioner className={styles.positioner} sideOffset={2} alignOffset={-4}>
        <Menu.Popup className={styles.popup}>{children}</Menu.Popup>
      </Menu.Positioner>
    </Menu.Portal>
  </Menu.SubmenuRoot>
);

const inherit = 'inherit';

/** Stands in a menu's popup, so that it asks the host only once the menu opens. */
export const AttentionEntries = ({
  subject,
  onSettings = null,
  alone = false,
}: {
  subject: AttentionSubject;
  /** Opens the page on it, where there is one. */
  onSettings?: (() => void) | null;
  /** Nothing stands beneath. */
  alone?: boolean;
}) => {
  const { t } = useTranslation();
  const view = useAttention(subject.community);
  const words = useAttentionWords();
  const acts = useAttentionActs();
  const attention = view && attentionAt(view, subject);
  const toLevel = (value: unknown): NotificationLevel | null =>
    notificationLevels.find((level) => level === value) ?? null;
  return (
    <>
      {attention?.mutedUntil == null ? (
        <Submenu icon={BellOff} label={t('notifications.mute')} note={attention && words.muted(attention)}>
          {words.muteTimes.map(({ label, forMs }) => (
            <Menu.Item key={label} className={styles.item} onClick={() => void acts.mute({ subject, forMs })}>
              {label}
            </Menu.Item>
          ))}
        </Submenu>
      ) : (
        <Menu.Item className={styles.item} onClick={() => void acts.unmute({ subject })}>
          <Icon of={Bell} size={16} />
          <span className={styles.itemText}>
            {t('notifications.unmute')}
            <small className={own.note}>{words.muted(attention)}</small>
          </span>
        </Menu.Item>
      )}
      <Submenu icon={Bell} label={t('notifications.level')} note={attention && words.level(attention.level)}>
        <Menu.RadioGroup
          value={attention?.own ?? inherit}
          onValueChange={(value) => void acts.setLevel({ subject, level: toLevel(value) })}
        >
          {[inherit, ...notificationLevels].map((value) => {
            const level = toLevel(value);
            return (
              <Menu.RadioItem key={value} value={value} className={styles.item} closeOnClick>
                <span className={styles.itemText}>
                  {level === null
                    ? t(subject.type === 'community' ? 'notifications.proposed' : 'notifications.inherit')
                    : words.level(level)}
                  {level === null && attention && (
                    <small className={own.note}>
                      {subject.type === 'community'
                        ? words.level(attention.inherited.level)
                        : words.inherited(attention.inherited)}
                    </small>
                  )}
                </span>
                <Menu.RadioItemIndicator className={own.end}>
                  <Icon of={Check} size={15} />
                </Menu.RadioItemIndicator>
              </Menu.RadioItem>
            );
          })}
        </Menu.RadioGroup>
      </Submenu>
      {onSettings && (
        <Menu.Item className={styles.item} onClick={onSettings}>
          <Icon of={SlidersHorizontal} size={16} />
          {t('notifications.settings')}
        </Menu.Item>
      )}
      {!alone && <Menu.Separator className={styles.separator} />}
    </>
  );
};
