/** One act of the record: a sentence that opens to what changed and why it counts. */
import type { AccountGroup, AccountKind, AuditEntryView, CommunityId } from '@maru/sync-core';
import { accountKinds } from '@maru/sync-core';
import {
  ChevronDown,
  CircleAlert,
  Clock4,
  FileWarning,
  Gavel,
  Hash,
  House,
  KeyRound,
  Link2,
  type LucideIcon,
  Shield,
  UsersRound,
} from 'lucide-react';
import { useId } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icons.tsx';
import { actorName, actWords } from '../../text/audit-words.ts';
import { refusedActWords } from '../../text/refusals.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import styles from './audit.module.css';
import { AuditDetail, type DetailActions } from './audit-detail.tsx';

const icons: Record<AccountGroup, LucideIcon> = {
  people: UsersRound,
  roles: Shield,
  places: Hash,
  community: House,
  invites: Link2,
  moderation: Gavel,
  keys: KeyRound,
  other: FileWarning,
};
const groups = Object.entries(accountKinds).flatMap(([group, kinds]) =>
  kinds.map((kind: AccountKind) => ({ group, kind })),
);
const iconOf = (kind: AccountKind): LucideIcon => {
  const group = groups.find((one) => one.kind === kind)?.group;
  return isGroup(group) ? icons[group] : FileWarning;
};
const isGroup = (group: string | undefined): group is AccountGroup =>
  group !== undefined && Object.hasOwn(icons, group);

export const AuditRow = ({
  community,
  entry,
  place,
  open,
  onToggle,
  actions,
}: {
  community: CommunityId;
  entry: AuditEntryView;
  /** Which of how many it is, for screen readers. */
  place: { readonly index: number; readonly total: number };
  open: boolean;
  onToggle: () => void;
  actions: DetailActions;
}) => {
  const { t } = useTranslation();
  const time = useTimeWords(useNow());
  const id = useId();
  const { refusal, author } = entry;
  return (
    <article
      className={styles.row}
      data-refused={refusal === null ? undefined : true}
      aria-posinset={place.index + 1}
      aria-setsize={place.total}
      aria-labelledby={`${id}-act`}
    >
      <button
        type="button"
        className={styles.head}
        data-entry
        aria-expanded={open}
        aria-controls={open ? `${id}-detail` : undefined}
        onClick={onToggle}
      >
        <span className={styles.mark}>
          <Icon of={iconOf(entry.kind)} size={16} />
        </span>
        <span className={styles.what}>
          <span id={`${id}-act`} className={styles.act}>
            {actWords(t, entry)}
          </span>
          {refusal !== null && (
            <span className={styles.refused}>
              <Icon of={CircleAlert} size={14} />
              <span>
                {`${t('audit.refused')} · ${refusedActWords(t, refusal.reason, {
                  who: actorName(t, author),
                  permission: refusal.permission,
                })}`}
              </span>
            </span>
          )}
          {entry.reason !== '' && (
            <span className={styles.note}>{t('audit.reason', { reason: entry.reason })}</span>
          )}
          <span className={styles.when}>
            <time dateTime={new Date(entry.at).toISOString()} title={time.exact(entry.at)}>
              {time.relative(entry.at)}
            </time>
            {entry.datedBack && (
              <span className={styles.dated}>
                <Icon of={Clock4} size={13} />
                {t('audit.datedBack')}
              </span>
            )}
          </span>
        </span>
        <span className={styles.chevron}>
          <Icon of={ChevronDown} size={16} />
        </span>
      </button>
      {open && (
        <div id={`${id}-detail`} className={styles.detail}>
          <AuditDetail community={community} entry={entry} actions={actions} />
        </div>
      )}
    </article>
  );
};
