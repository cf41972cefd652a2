/** One message that was reported or flagged: its words, who said what of it, and what can be done. */
import type { CommunityId, ReportCase, ReportOutcome, Verdict } from '@maru/sync-core';
import { Ban, CornerUpRight, Flag, ListChecks, MoreHorizontal, Timer, Trash2 } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../components/avatar.tsx';
import { Button, IconButton } from '../../components/button.tsx';
import { Icon } from '../../components/icons.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { ButtonMenu, type MenuEntry } from '../../components/menu.tsx';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';
import { refusalWords } from '../../text/refusals.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import { Barred } from '../people/barred.tsx';
import { heldWords } from './held.tsx';
import styles from './moderation.module.css';
import { reasonWords } from './reason-words.ts';

const Words = ({ one }: { one: ReportCase }) => {
  const { environment } = useServices();
  const { t } = useTranslation();
  const { view, excerpt } = one;
  if (view !== null && !view.deleted && view.text !== '')
    return (
      <div className={styles.words}>
        {view.held && <p className={styles.note}>{heldWords(t, view.held)}</p>}
        <Markdown text={view.text} mentions={view.mentions} openLink={environment.openExternal} me={null} />
      </div>
    );
  return (
    <div className={styles.words} data-gone>
      <p className={styles.note}>
        {view?.deleted ? t('moderation.messageDeleted') : t('moderation.messageGone')}
      </p>
      <p>{excerpt}</p>
    </div>
  );
};

/** Who spoke of it, and what they said. */
const Voices = ({ one }: { one: ReportCase }) => {
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  return (
    <ul className={styles.voices}>
      {one.rules.length > 0 && (
        <li>
          <Icon of={ListChecks} size={14} />
          <span>
            {one.rules.some((rule) => rule !== '')
              ? t('moderation.flaggedBy', { rules: one.rules.filter((rule) => rule !== '').join(', ') })
              : t('moderation.flaggedByGone')}
          </span>
        </li>
      )}
      {one.reports.map((report) => (
        <li key={report.report}>
          <Icon of={Flag} size={14} />
          <span>
            <strong>{reasonWords(t, report.reason)}</strong>
            <span className={styles.note} title={words.exact(report.at)}>
              {t('moderation.reportedBy', { name: report.by.name })} · {words.relative(report.at)}
            </span>
            {report.note !== '' && <q>{report.note}</q>}
          </span>
        </li>
      ))}
    </ul>
  );
};

const useCaseActs = (community: CommunityId, one: ReportCase) => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  const { message } = one;
  const resolve = async (outcome: ReportOutcome, said: string) => {
    const done = await bridge.command('resolveReports', { community, message, outcome });
    toasts.show(done.ok ? said : errorWords(t, done.error), done.ok ? {} : { tone: 'problem' });
    return done.ok;
  };
  return {
    dismiss: () => resolve('dismissed', t('moderation.dismissed')),
    settle: () => resolve('acted', t('moderation.settled')),
    async remove() {
      const done = await bridge.command('deleteMessage', { community, message });
      if (!done.ok) return toasts.show(errorWords(t, done.error), { tone: 'problem' });
      await resolve('acted', t('moderation.deleted'));
    },
  };
};

const Answers = ({
  community,
  one,
  verdict,
}: {
  community: CommunityId;
  one: ReportCase;
  verdict: Verdict;
}) => {
  const { people } = useServices();
  const { t } = useTranslation();
  const { member, name } = one.author;
  const person = useQuery('person', { community, member }, ['governanceChanged']).value;
  const acts = useCaseActs(community, one);
  const why = (denied: Verdict | undefined) => (denied ? refusalWords(t, denied) : null);
  const entries: readonly MenuEntry[] = [
    {
      label: t('moderation.settle'),
      icon: ListChecks,
      reason: why(verdict),
      run: () => void acts.settle(),
    },
    'separator',
    {
      label: t('moderation.timeOutAuthor', { name }),
      icon: Timer,
      reason: why(person?.actions.timeOut),
      run: () => people.ask(community, { kind: 'time-out', person: { member, name } }),
    },
    {
      label: t('moderation.banAuthor', { name }),
      icon: Ban,
      tone: 'danger',
      reason: why(person?.actions.ban),
      run: () => people.ask(community, { kind: 'ban', person: { member, name } }),
    },
  ];
  return (
    <div className={styles.answers}>
      <Barred verdict={verdict}>
        <Button onClick={() => void acts.dismiss()}>{t('moderation.dismiss')}</Button>
      </Barred>
      {one.view !== null && !one.view.deleted && (
        <Barred verdict={verdict}>
          <Button className={styles.delete ?? ''} onClick={() => void acts.remove()}>
            <Icon of={Trash2} size={16} />
            {t('moderation.deleteMessage')}
          </Button>
        </Barred>
      )}
      <ButtonMenu
        align="end"
        trigger={<IconButton icon={MoreHorizontal} label={t('moderation.moreActs')} />}
        entries={entries}
      />
    </div>
  );
};

export const CaseRow = ({
  community,
  one,
  verdict,
}: {
  community: CommunityId;
  one: ReportCase;
  verdict: Verdict;
}) => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const words = useTimeWords(useNow());
  const { author, channel, view, resolved } = one;
  return (
    <li className={styles.case} data-closed={resolved ? true : undefined}>
      <header className={styles.caseHead}>
        <Avatar name={author.name} colour={author.colour} size={28} />
        <p className={styles.who}>
          <strong>{author.name}</strong>
          <span className={styles.note} title={words.exact(view?.at ?? one.at)}>
            {channel.name !== '' && `${t('moderation.inChannel', { channel: channel.name })} · `}
            {words.relative(view?.at ?? one.at)}
          </span>
        </p>
        {view !== null && (
          <IconButton
            icon={CornerUpRight}
            label={t('moderation.jump')}
            onClick={() => navigation.jumpTo(community, channel.id, view.thread, view.id)}
          />
        )}
      </header>
      <Words one={one} />
      <Voices one={one} />
      {resolved ? (
        <p className={styles.outcome} title={words.exact(resolved.at)}>
          {resolved.outcome === 'acted'
            ? t('moderation.outcomeActed', { name: resolved.by.name })
            : t('moderation.outcomeDismissed', { name: resolved.by.name })}
          {' · '}
          {words.relative(resolved.at)}
        </p>
      ) : (
        <Answers community={community} one={one} verdict={verdict} />
      )}
    </li>
  );
};
