/** What an act changed, what it rests on or falls to, and what its author had seen. */
import type {
  AuditEntryView,
  AuditReasonView,
  CommunityId,
  GroundView,
  MemberId,
  Named,
} from '@maru/sync-core';
import { unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { useQuery } from '../../stores/use-query.ts';
import { actorName, actWords, changeWords, namedWords } from '../../text/audit-words.ts';
import { errorWords } from '../../text/errors.ts';
import { permissionName, refusedActWords } from '../../text/refusals.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { stepWords } from '../roles/explain-words.ts';
import styles from './audit.module.css';

export type DetailActions = {
  readonly onlyBy: (member: MemberId) => void;
  readonly onlyAbout: (named: Named) => void;
  readonly toMoment: (at: number) => void;
};

const groundWords = (t: TFunction, ground: GroundView): string => {
  switch (ground.kind) {
    case 'permission': {
      const permission = permissionName(t, ground.permission);
      return ground.place === null
        ? t('audit.ground.permission', { permission })
        : t('audit.ground.permissionAt', { permission, place: namedWords(t, ground.place) });
    }
    case 'above-member':
      return t('audit.ground.aboveMember', { target: namedWords(t, ground.target) });
    case 'above-role':
      return t('audit.ground.aboveRole', { target: namedWords(t, ground.target) });
    case 'holds':
      return t('audit.ground.holds', {
        permissions: ground.permissions.map((permission) => permissionName(t, permission)).join(', '),
      });
    case 'own':
      return t('audit.ground.own');
    case 'owner':
      return t('audit.ground.owner');
    case 'founding':
      return t('audit.ground.founding');
    case 'admission':
      return t('audit.ground.admission');
    case 'mutual':
      return t('audit.ground.mutual');
    case 'succession':
      return t('audit.ground.succession', { count: ground.absentDays });
    default:
      return unreachable(ground);
  }
};

const Grounds = ({ grounds }: { grounds: readonly GroundView[] }) => {
  const { t } = useTranslation();
  const time = useTimeWords(useNow());
  return (
    <ul className={styles.grounds}>
      {grounds.map((ground) => {
        const words = groundWords(t, ground);
        return (
          <li key={words}>
            {words}
            {ground.kind === 'permission' && ground.steps.length > 0 && (
              <ol className={styles.steps}>
                {ground.steps.map((step, index) => (
                  // biome-ignore lint/suspicious/noArrayIndexKey: steps have no identity and never move.
                  <li key={index} data-effect={step.effect}>
                    {stepWords(t, step, time.exact)}
                  </li>
                ))}
              </ol>
            )}
          </li>
        );
      })}
    </ul>
  );
};

const WhyNot = ({ reason }: { reason: AuditReasonView }) => {
  const { t } = useTranslation();
  const { entry, cause } = reason;
  if (entry.refusal === null) return null;
  return (
    <section>
      <h2>{t('audit.whyNot')}</h2>
      <p>
        {refusedActWords(t, entry.refusal.reason, {
          who: actorName(t, entry.author),
          permission: entry.refusal.permission,
        })}
      </p>
      {entry.author.member === null && <p className={styles.hint}>{t('audit.unknownDeviceHint')}</p>}
      {cause !== null && <p>{t('audit.cause', { act: actWords(t, cause) })}</p>}
    </section>
  );
};

const Seen = ({ reason }: { reason: AuditReasonView }) => {
  const { t } = useTranslation();
  const time = useTimeWords(useNow());
  return (
    <section>
      <h2>{t('audit.seen')}</h2>
      {reason.seenAt === null ? (
        <p>{t('audit.seenNothing')}</p>
      ) : (
        <>
          <p>{t('audit.seenAt', { time: time.exact(reason.seenAt) })}</p>
          <ul className={styles.seen}>
            {reason.seen.map((entry) => (
              <li key={entry.op}>{actWords(t, entry)}</li>
            ))}
          </ul>
        </>
      )}
      {reason.entry.datedBack && <p className={styles.hint}>{t('audit.datedBackHint')}</p>}
    </section>
  );
};

export const AuditDetail = ({
  community,
  entry,
  actions,
}: {
  community: CommunityId;
  entry: AuditEntryView;
  actions: DetailActions | null;
}) => {
  const { t } = useTranslation();
  const time = useTimeWords(useNow());
  const { value, error } = useQuery('auditReason', { community, op: entry.op }, ['governanceChanged']);
  const [target] = entry.targets;
  const { member } = entry.author;
  return (
    <>
      <p className={styles.exact}>{time.exact(entry.at)}</p>
      {entry.changes.length > 0 && (
        <ul className={styles.changes}>
          {entry.changes.map((change) => (
            <li key={change.field}>{changeWords(t, change, time)}</li>
          ))}
        </ul>
      )}
      {error !== null && <p role="alert">{errorWords(t, error)}</p>}
      {value !== null && (
        <>
          {value.entry.refusal === null ? (
            <section>
              <h2>{t('audit.whyCounts')}</h2>
              <Grounds grounds={value.grounds} />
            </section>
          ) : (
            <WhyNot reason={value} />
          )}
          <Seen reason={value} />
        </>
      )}
      {actions !== null && (
        <div className={styles.actions}>
          {member !== null && (
            <Button tone="quiet" onClick={() => actions.onlyBy(member)}>
              {t('audit.onlyBy')}
            </Button>
          )}
          {target !== undefined && target.kind !== 'invite' && target.kind !== 'everyone' && (
            <Button tone="quiet" onClick={() => actions.onlyAbout(target)}>
              {t('audit.onlyAbout')}
            </Button>
          )}
          <Button tone="quiet" onClick={() => actions.toMoment(entry.at)}>
            {t('audit.toMoment')}
          </Button>
        </div>
      )}
    </>
  );
};
