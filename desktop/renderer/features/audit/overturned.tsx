/**
 * Decisions of one's own, or about oneself, that changed by what arrived later: a quiet line above the page until it
 * was seen, and what became of each [T10]. Many at once that changed by one decision are told as one.
 */
import type { CommunityId, OpId, OverturnedView } from '@maru/sync-core';
import { X } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button, IconButton } from '../../components/button.tsx';
import { Dialog } from '../../components/dialog.tsx';
import { useNavigation, usePermissions } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { actorName, actWords } from '../../text/audit-words.ts';
import { errorWords } from '../../text/errors.ts';
import { refusedActWords } from '../../text/refusals.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import connection from '../connection/connection.module.css';
import styles from './audit.module.css';

/** Of those that changed by one decision, so many are told one by one. */
const toldApart = 3;

const useOutcome = () => {
  const { t } = useTranslation();
  return ({ mine, entry }: OverturnedView): string => {
    const counts = entry.refusal === null;
    if (mine) return counts ? t('audit.overturned.mineAgain') : t('audit.overturned.mineNot');
    return counts ? t('audit.overturned.aboutAgain') : t('audit.overturned.aboutNot');
  };
};

const One = ({ one, onSee }: { one: OverturnedView; onSee: ((op: OpId) => void) | null }) => {
  const { t } = useTranslation();
  const outcome = useOutcome();
  const time = useTimeWords(useNow());
  const { entry } = one;
  return (
    <li className={styles.overturnedOne}>
      <p className={styles.outcome}>{outcome(one)}</p>
      <p>
        {actWords(t, entry)} <small>{time.relative(entry.at)}</small>
      </p>
      {entry.refusal !== null && (
        <p>
          {refusedActWords(t, entry.refusal.reason, {
            who: actorName(t, entry.author),
            permission: entry.refusal.permission,
          })}
        </p>
      )}
      {one.cause !== null && (
        <p>
          {t('audit.overturned.because', { act: actWords(t, one.cause) })}{' '}
          <small>{time.relative(one.cause.at)}</small>
        </p>
      )}
      {onSee !== null && (
        <Button tone="quiet" onClick={() => onSee(entry.op)}>
          {t('audit.overturned.toLog')}
        </Button>
      )}
    </li>
  );
};

/** By the decision that changed them; what nobody knows the cause of stands alone. */
const byCause = (all: readonly OverturnedView[]): readonly (readonly OverturnedView[])[] => {
  const groups = new Map<OpId, OverturnedView[]>();
  for (const one of all) {
    const key = one.cause?.op ?? one.entry.op;
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [one]);
    else group.push(one);
  }
  return [...groups.values()];
};

const Group = ({
  group,
  onSee,
}: {
  group: readonly OverturnedView[];
  onSee: ((op: OpId) => void) | null;
}) => {
  const { t } = useTranslation();
  const [all, setAll] = useState(group.length <= toldApart);
  const shown = all ? group : group.slice(0, 1);
  return (
    <>
      {shown.map((one) => (
        <One key={one.entry.op} one={one} onSee={onSee} />
      ))}
      {!all && (
        <li>
          <Button tone="quiet" onClick={() => setAll(true)}>
            {t('audit.overturned.more', { count: group.length - 1 })}
          </Button>
        </li>
      )}
    </>
  );
};

const List = ({
  all,
  onDismiss,
  onClose,
}: {
  all: readonly OverturnedView[];
  onDismiss: () => void;
  onClose: () => void;
}) => {
  const { auditFocus, navigation } = useServices();
  const { t } = useTranslation();
  const permissions = usePermissions();
  const mayView = permissions.includes('viewAuditLog') || permissions.includes('administrator');
  const see = (op: OpId) => {
    onClose();
    auditFocus.show(op);
    navigation.openCommunitySettings('audit');
  };
  return (
    <Dialog
      title={t('audit.overturned.title')}
      description={t('audit.overturned.hint')}
      width={520}
      onClose={onClose}
    >
      <ul className={styles.overturned}>
        {byCause(all).map((group) => (
          <Group key={group[0]?.entry.op} group={group} onSee={mayView ? see : null} />
        ))}
      </ul>
      <div className={styles.overturnedFoot}>
        <Button tone="accent" onClick={onDismiss}>
          {all.length === 1 ? t('audit.overturned.dismiss') : t('audit.overturned.dismissAll')}
        </Button>
      </div>
    </Dialog>
  );
};

const OverturnedOf = ({ community }: { community: CommunityId }) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const outcome = useOutcome();
  const [open, setOpen] = useState(false);
  const { value, reload } = useQuery('overturned', { community }, ['actsOverturned']);
  const [first] = value ?? [];
  if (value === null || first === undefined) return null;
  const dismiss = async () => {
    const ops = value.map(({ entry }) => entry.op);
    const done = await bridge.command('dismissOverturned', { community, ops });
    if (!done.ok) toasts.show(errorWords(t, done.error), { tone: 'problem' });
    setOpen(false);
    await reload();
  };
  return (
    <>
      <div className={connection.banner} data-tone="news" role="status">
        <span>
          {value.length === 1
            ? `${outcome(first)}: ${actWords(t, first.entry)}`
            : t('audit.overturned.banner', { count: value.length })}
        </span>
        <Button tone="quiet" onClick={() => setOpen(true)}>
          {t('audit.overturned.open')}
        </Button>
        <IconButton icon={X} size={15} label={t('audit.overturned.dismiss')} onClick={() => void dismiss()} />
      </div>
      {open && <List all={value} onDismiss={() => void dismiss()} onClose={() => setOpen(false)} />}
    </>
  );
};

/** Of the community on screen. */
export const OverturnedBanner = () => {
  const community = useNavigation((state) => state.community);
  return community === null ? null : <OverturnedOf key={community} community={community} />;
};
