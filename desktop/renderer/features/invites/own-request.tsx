/** The own request to come in: waiting, declined or taken back, and what one can do about it. */
import { type CommunitySummary, type MembershipView, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { DoorClosed, DoorOpen, Hourglass, type LucideIcon } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';
import { useNow, useTimeWords } from '../../text/use-time.ts';
import styles from './invites.module.css';

export type RequestView = Extract<MembershipView, { readonly kind: 'waiting' | 'declined' | 'withdrawn' }>;

export const isRequest = (membership: MembershipView): membership is RequestView =>
  membership.kind === 'waiting' || membership.kind === 'declined' || membership.kind === 'withdrawn';

type Words = { readonly title: string; readonly lines: readonly string[]; readonly icon: LucideIcon };

const wordsOf = (t: TFunction, request: RequestView, relative: (at: number) => string): Words => {
  switch (request.kind) {
    case 'waiting':
      return {
        title: t('invites.waitingTitle'),
        lines: [
          t('invites.waitingText', { name: request.name }),
          t('invites.waitingSince', { time: relative(request.since) }),
        ],
        icon: Hourglass,
      };
    case 'declined':
      return {
        title: t('invites.declinedTitle'),
        lines: [
          t('invites.declinedBy', { name: request.by }),
          request.reason === ''
            ? t('invites.declinedNoReason')
            : t('invites.declinedReason', { reason: request.reason }),
        ],
        icon: DoorClosed,
      };
    case 'withdrawn':
      return { title: t('invites.withdrawnTitle'), lines: [t('invites.withdrawnText')], icon: DoorOpen };
    default:
      return unreachable(request);
  }
};

const AskAgain = ({ askAgainAt, onAsk }: { askAgainAt: number | null; onAsk: () => void }) => {
  const { t } = useTranslation();
  const now = useNow();
  const words = useTimeWords(now);
  if (askAgainAt === null) return <p className={styles.elsewhere}>{t('invites.askAgainNever')}</p>;
  const early = askAgainAt > now;
  return (
    <>
      <Button
        tone="accent"
        disabled={early}
        aria-describedby={early ? 'ask-again-at' : undefined}
        onClick={onAsk}
      >
        {t('invites.askAgain')}
      </Button>
      {early && (
        <p id="ask-again-at" className={styles.elsewhere}>
          {t('invites.askAgainAt', { time: words.clock(askAgainAt) })}
        </p>
      )}
    </>
  );
};

export const OwnRequest = ({
  community: { id: community },
  request,
}: {
  community: CommunitySummary;
  request: RequestView;
}) => {
  const { bridge, navigation } = useServices();
  const { t } = useTranslation();
  const times = useTimeWords(useNow());
  const [error, setError] = useState<string | null>(null);
  const { title, lines, icon } = wordsOf(t, request, times.relative);
  const run = async (command: 'withdrawRequest' | 'askAgain' | 'removeCommunity') => {
    const answer = await bridge.command(command, { community });
    setError(answer.ok ? null : errorWords(t, answer.error));
  };
  return (
    <EmptyState
      art={<Icon of={icon} size={26} />}
      title={title}
      action={
        <div className={styles.ways}>
          {request.kind === 'waiting' ? (
            <Button onClick={() => void run('withdrawRequest')}>{t('invites.withdraw')}</Button>
          ) : (
            <>
              <AskAgain askAgainAt={request.askAgainAt} onAsk={() => void run('askAgain')} />
              <Button onClick={() => navigation.openDialog({ kind: 'add-community', link: '' })}>
                {t('community.otherLink')}
              </Button>
              <Button tone="quiet" onClick={() => void run('removeCommunity')}>
                {t('community.remove')}
              </Button>
            </>
          )}
        </div>
      }
    >
      <span role="status">
        {(error === null ? lines : [error]).map((line) => (
          <span key={line} className={styles.line}>
            {line}
          </span>
        ))}
      </span>
    </EmptyState>
  );
};
