/** The demo host's part on calls of two: `?ring=<name>` shows what rings and what was missed. */
import type { CommunityId, MissedCallsView, RingId, RingingView, RingOutcome } from '@maru/sync-core';
import { isRingId } from '@maru/sync-core';
import type { EventName, Events } from '../../../contract/index.ts';
import { callPlace } from '../calls/call-scenes.ts';
import type { DemoArea } from '../demo-area.ts';
import { author, memberId } from '../demo-data.ts';

const ringId = (): RingId => {
  const id = '5'.repeat(32);
  if (!isRingId(id)) throw new Error('bug: demo ring');
  return id;
};

const partner = (who: number) => {
  const { name, colour } = author(who);
  return {
    community: callPlace.community,
    communityName: '한옥마을 책모임',
    ring: ringId(),
    member: memberId(who),
    name,
    colour,
  };
};

const outcomes: readonly RingOutcome[] = ['declined', 'busy', 'unavailable', 'away', 'no-answer'];
const minuteMs = 60_000;

export type RingingDemoDeps = {
  readonly now: number;
  readonly asked: string | null;
  readonly emit: <K extends EventName>(name: K, detail: Events[K]) => void;
};

export const createRingingDemo = ({ now, asked, emit }: RingingDemoDeps): DemoArea => {
  let ringing: RingingView = {
    incoming:
      asked === 'incoming' || asked === 'answering'
        ? { ...partner(2), answering: asked === 'answering' }
        : null,
    outgoing:
      asked === 'outgoing' || asked === 'ringing' ? { ...partner(2), ringing: asked === 'ringing' } : null,
  };
  const missedBy = (who: number, calls: number, minutes: number): MissedCallsView => {
    const { community, member, name, colour } = partner(who);
    return { community, member, name, colour, calls, at: now - minutes * minuteMs };
  };
  const outcome = outcomes.find((one) => one === asked) ?? null;
  let missed: readonly MissedCallsView[] =
    asked === 'missed'
      ? [missedBy(2, 1, 12)]
      : asked === 'missed-many'
        ? [missedBy(2, 3, 4), missedBy(11, 1, 90), missedBy(5, 1, 1_500), missedBy(7, 2, 4_000)]
        : outcome
          ? [missedBy(2, 1, 12)]
          : [];
  const change = (next: Partial<RingingView>): void => {
    ringing = { ...ringing, ...next };
    emit('ringingChanged', {});
  };
  const named = (community: CommunityId) => ({ community, ring: ringId() });
  return {
    queries: { ringing: () => ringing, missedCalls: () => missed, pairCall: () => [] },
    commands: {
      ring({ community, member }) {
        missed = missed.filter((one) => one.member !== member);
        emit('missedCallsChanged', {});
        if (outcome) emit('ringOutEnded', { ...named(community), member, outcome });
        else change({ outgoing: { ...partner(2), ringing: false } });
        return { ring: ringId() };
      },
      cancelRing: () => change({ outgoing: null }),
      acceptRing() {
        if (ringing.incoming) change({ incoming: { ...ringing.incoming, answering: true } });
      },
      declineRing: () => change({ incoming: null }),
      putAwayMissed({ member }) {
        missed = missed.filter((one) => one.member !== member);
        emit('missedCallsChanged', {});
      },
    },
  };
};
