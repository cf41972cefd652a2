/** What can be done with a person, as a menu's entries: each with why not, where it can't be done now. */
import type { CommunityId, PersonView, Verdict } from '@maru/sync-core';
import {
  Ban,
  Clock,
  ClockAlert,
  DoorOpen,
  type LucideIcon,
  PencilLine,
  Phone,
  Undo2,
  UserRoundX,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { MenuEntry } from '../../components/menu.tsx';
import type { PeopleDialog } from '../../stores/people-store.ts';
import { useServices } from '../../stores/services.ts';
import { refusalWords } from '../../text/refusals.ts';
import { useNow } from '../../text/use-time.ts';
import { usePeopleActs } from './use-people-acts.ts';

export const usePersonEntries = (community: CommunityId): ((person: PersonView) => readonly MenuEntry[]) => {
  const { people, ringing } = useServices();
  const { t } = useTranslation();
  const acts = usePeopleActs(community);
  const now = useNow();
  const ask = (asks: PeopleDialog) => () => people.ask(community, asks);
  return (person) => {
    const { actions, me, standing, timeout } = person;
    const entry = (
      label: string,
      icon: LucideIcon,
      verdict: Verdict,
      run: () => void,
      tone?: 'danger',
    ): MenuEntry => ({
      label,
      icon,
      run,
      reason: verdict === null ? null : refusalWords(t, verdict),
      ...(tone ? { tone } : {}),
    });
    const nickname = entry(
      me ? t('people.ownNickname') : t('people.nickname'),
      PencilLine,
      actions.nickname,
      ask({ kind: 'nickname', person }),
    );
    if (me)
      return [
        nickname,
        'separator',
        entry(t('people.leave'), DoorOpen, actions.leave, ask({ kind: 'leave' }), 'danger'),
      ];
    const revert = entry(
      t('people.revert'),
      Undo2,
      actions.revert,
      ask({ kind: 'revert', people: [person] }),
      'danger',
    );
    const ban = entry(t('people.ban'), Ban, actions.ban, ask({ kind: 'ban', person }), 'danger');
    if (standing === 'banned')
      return [
        entry(t('people.lift'), Ban, actions.liftBan, ask({ kind: 'lift-ban', ban: person })),
        'separator',
        revert,
      ];
    if (standing === 'former') return [revert, ban];
    const isTimedOut = timeout !== null && timeout.until > now;
    return [
      entry(t('ringing.call'), Phone, actions.call, () => void ringing.ring({ community, ...person })),
      'separator',
      nickname,
      isTimedOut
        ? entry(t('people.liftTimeout'), Clock, actions.liftTimeout, () => void acts.liftTimeout(person))
        : entry(t('people.timeOut'), ClockAlert, actions.timeOut, ask({ kind: 'time-out', person })),
      'separator',
      entry(t('people.kick'), UserRoundX, actions.kick, ask({ kind: 'kick', person }), 'danger'),
      ban,
      revert,
    ];
  };
};
