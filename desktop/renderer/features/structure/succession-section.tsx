/** Who becomes owner when the owner is gone for long: set by the owner, voted for by whom they named. */
import { type CommunityId, limits, type OverviewView, type SuccessionView } from '@maru/sync-core';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Button } from '../../components/button.tsx';
import { Field, Select } from '../../components/field.tsx';
import { useMembers } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import settings from '../settings/settings.module.css';
import { useEdits } from './edits.ts';
import { SaveBar } from './save-bar.tsx';
import styles from './structure.module.css';

const startDays = 30;
const wholeBetween = (text: string, least: number, most: number): number | null => {
  const value = Number(text);
  return /^\d+$/.test(text.trim()) && value >= least && value <= most ? value : null;
};

const Policy = ({ community, succession }: { community: CommunityId; succession: SuccessionView | null }) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const roles = useMembers()?.roles ?? [];
  const policy = succession?.policy;
  const { value, changed, set, reset } = useEdits({
    role: (succession?.roleName ? policy?.role : undefined) ?? '',
    votes: String(policy?.votes ?? 2),
    absentDays: String(policy?.absentDays ?? startDays),
  });
  const [problem, setProblem] = useState<string | null>(null);
  const role = roles.find(({ id }) => id === value.role);
  const votes = wholeBetween(value.votes, 1, limits.successionVotes);
  const absentDays = wholeBetween(value.absentDays, limits.absentDaysLeast, limits.absentDaysMost);
  const restore = () => {
    reset();
    setProblem(null);
  };
  const write = async (next: { role: typeof role; votes: number | null; absentDays: number | null }) => {
    if (!next.role) return setProblem(t('structure.roleNeeded'));
    if (next.votes === null || next.absentDays === null) return setProblem(t('structure.lookAbove'));
    const done = await bridge.command('setSuccession', {
      community,
      policy: { role: next.role.id, votes: next.votes, absentDays: next.absentDays },
    });
    if (!done.ok) return setProblem(errorWords(t, done.error));
    setProblem(null);
    toasts.show(t('structure.saved'));
  };
  const withdraw = async () => {
    const done = await bridge.command('setSuccession', { community, policy: null });
    if (!done.ok) return setProblem(errorWords(t, done.error));
    restore();
    toasts.show(t('structure.successionWithdrawn'));
  };
  if (roles.length === 0) return <p className={settings.hint}>{t('structure.noRoles')}</p>;
  return (
    <form
      className={styles.policy}
      onSubmit={(event: FormEvent) => {
        event.preventDefault();
        void write({ role, votes, absentDays });
      }}
      noValidate
    >
      <Select
        label={t('structure.successionRole')}
        value={value.role}
        options={[
          { value: '', label: t('structure.chooseRole') },
          ...roles.map(({ id, name }) => ({ value: id, label: name })),
        ]}
        onChange={(id) => set('role', id)}
      />
      <div className={styles.pair}>
        <Field
          label={t('structure.successionVotes')}
          inputMode="numeric"
          value={value.votes}
          error={votes === null ? t('structure.between', { least: 1, most: limits.successionVotes }) : null}
          onChange={(event) => set('votes', event.target.value)}
        />
        <Field
          label={t('structure.successionDays')}
          inputMode="numeric"
          value={value.absentDays}
          error={
            absentDays === null
              ? t('structure.between', { least: limits.absentDaysLeast, most: limits.absentDaysMost })
              : null
          }
          onChange={(event) => set('absentDays', event.target.value)}
        />
      </div>
      {changed ? (
        <SaveBar problem={problem} saving={false} onReset={restore} />
      ) : (
        policy && (
          <div>
            <Button onClick={() => void withdraw()}>{t('structure.successionWithdraw')}</Button>
          </div>
        )
      )}
    </form>
  );
};

const Vote = ({ community, succession }: { community: CommunityId; succession: SuccessionView }) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const view = useMembers();
  const candidates = (view?.members ?? []).filter(({ member }) => member !== view?.owner);
  const [chosen, setChosen] = useState<string>(succession.ownVote ?? '');
  const [error, setError] = useState<string | null>(null);
  const candidate = candidates.find(({ member }) => member === chosen);
  return (
    <form
      className={styles.vote}
      onSubmit={async (event) => {
        event.preventDefault();
        if (!candidate) return;
        const done = await bridge.command('voteForSuccessor', { community, successor: candidate.member });
        setError(done.ok ? null : errorWords(t, done.error));
        if (done.ok) toasts.show(t('structure.voted', { name: candidate.name }));
      }}
    >
      <Select
        label={t('structure.voteFor')}
        value={chosen}
        options={[
          { value: '', label: t('structure.choosePerson') },
          ...candidates.map(({ member, name, me }) => ({
            value: member,
            label: me ? `${name} (${t('common.you')})` : name,
          })),
        ]}
        onChange={setChosen}
      />
      <Button type="submit" tone="accent" disabled={!candidate || candidate.member === succession.ownVote}>
        {t('structure.vote')}
      </Button>
      {error && (
        <p className={styles.problem} role="alert">
          {error}
        </p>
      )}
    </form>
  );
};

const State = ({
  community,
  succession,
  ownerSeenAt,
  owner,
}: {
  community: CommunityId;
  succession: SuccessionView;
  ownerSeenAt: number;
  owner: string;
}) => {
  const { t } = useTranslation();
  const now = useNow();
  const words = useTimeWords(now);
  const open = now >= succession.opensAt;
  const { policy, roleName, holders, votes } = succession;
  return (
    <>
      <p>
        {roleName === null
          ? t('structure.successionRoleGone')
          : t('structure.successionSays', {
              role: roleName,
              votes: policy.votes,
              days: policy.absentDays,
            })}
      </p>
      {roleName !== null && holders < policy.votes && (
        <p className={styles.note}>{t('structure.successionFew', { holders, votes: policy.votes })}</p>
      )}
      <p className={settings.hint}>
        {t('structure.ownerSeen', { name: owner, time: words.exact(ownerSeenAt) })}{' '}
        {open
          ? t('structure.votesOpen')
          : t('structure.votesOpenAt', { time: words.exact(succession.opensAt) })}
      </p>
      {votes.length > 0 && (
        <ul className={styles.tally} aria-label={t('structure.votes')}>
          {votes.map(({ member, name, colour, count }) => (
            <li key={member}>
              <Avatar name={name} colour={colour} size={24} />
              <span>{name}</span>
              <span>{t('structure.voteCount', { have: count, need: policy.votes })}</span>
            </li>
          ))}
        </ul>
      )}
      {open && succession.mayVote && <Vote community={community} succession={succession} />}
    </>
  );
};

export const SuccessionSection = ({
  community,
  overview,
}: {
  community: CommunityId;
  overview: OverviewView;
}) => {
  const { t } = useTranslation();
  const { succession, isOwner, ownerSeenAt, owner } = overview;
  return (
    <section className={styles.section}>
      <h2 className={settings.sub}>{t('structure.succession')}</h2>
      <p className={settings.hint}>{t('structure.successionHint')}</p>
      {succession ? (
        <State
          community={community}
          succession={succession}
          ownerSeenAt={ownerSeenAt}
          owner={owner?.name ?? ''}
        />
      ) : (
        !isOwner && <p className={settings.hint}>{t('structure.successionNone')}</p>
      )}
      {isOwner && <Policy community={community} succession={succession} />}
    </section>
  );
};
