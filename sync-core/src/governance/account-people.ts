/** Accounts of what was done to people: coming, going, names, timeouts, bans, raid undo, devices. */
import { unreachable } from '../base/index.ts';
import type { GovernanceOp, MemberId, OperationOf } from '../model/index.ts';
import { type Account, account, type Naming } from './account.ts';
import { change, momentValue, textValue, wordValue } from './account-values.ts';
import type { Community } from './types.ts';

const peopleTypes = [
  'memberJoined',
  'joinAnswered',
  'memberRemoved',
  'memberUnbanned',
  'banLifted',
  'memberTimedOut',
  'timeoutLifted',
  'profileEdited',
  'nicknameSet',
  'rulesAccepted',
  'deviceAdded',
  'deviceRemoved',
  'messagesPurged',
  'actsReverted',
  'revertUndone',
] as const;
export type PeopleOp = OperationOf<(typeof peopleTypes)[number]>;
const known: ReadonlySet<string> = new Set(peopleTypes);
export const isPeopleOp = (op: GovernanceOp): op is PeopleOp => known.has(op.type);

const ofJoin = (community: Community, names: Naming, op: OperationOf<'memberJoined'>): Account => {
  const { member } = op.certificate;
  if (community.members.has(member)) return account('deviceAdded', [names.member(member)]);
  const target = names.make({ kind: 'member', id: member, name: op.name });
  const invite = op.invite === null ? [] : [names.invite(op.invite.id)];
  const asks = op.invite !== null && community.invites.get(op.invite.id)?.approval === true;
  return account(asks ? 'asked' : 'joined', [target, ...invite]);
};

const ofRename = (
  community: Community,
  names: Naming,
  member: MemberId,
  to: { readonly name: string; readonly colour: string | null },
): Pick<Account, 'targets' | 'changes'> => {
  const was = community.members.get(member);
  const targets = [names.member(member)];
  const changes = [
    ...change('name', textValue(was?.name), textValue(to.name)),
    ...(to.colour === null ? [] : change('colour', wordValue(was?.colour), wordValue(to.colour))),
  ];
  if (was !== undefined) names.make({ kind: 'member', id: member, name: to.name });
  return { targets, changes };
};

/** `by` null: nobody is known by the device that wrote it. */
export const accountOfPeople = (
  community: Community,
  names: Naming,
  by: MemberId | null,
  op: PeopleOp,
): Account => {
  switch (op.type) {
    case 'memberJoined':
      return ofJoin(community, names, op);
    case 'joinAnswered': {
      const kind = op.approved ? 'letIn' : op.member === by ? 'tookBack' : 'turnedAway';
      return account(kind, [names.member(op.member)], [], op.reason);
    }
    case 'memberRemoved': {
      const kind = op.ban ? 'banned' : op.member === by ? 'left' : 'kicked';
      return account(kind, [names.member(op.member)], [], op.reason);
    }
    case 'memberUnbanned':
      return account('unbanned', [names.member(op.member)]);
    case 'banLifted':
      return account('unbanned', [names.member(op.member)], [], op.reason);
    case 'memberTimedOut': {
      const was = community.members.get(op.member)?.timeout?.until;
      const changes = change('until', momentValue(was), momentValue(op.until));
      return account('timedOut', [names.member(op.member)], changes, op.reason);
    }
    case 'timeoutLifted':
      return account('timeoutLifted', [names.member(op.member)]);
    case 'profileEdited': {
      const { targets, changes } =
        by === null ? { targets: [], changes: [] } : ofRename(community, names, by, op);
      return account('profileEdited', targets, changes);
    }
    case 'nicknameSet': {
      const { targets, changes } = ofRename(community, names, op.member, { name: op.name, colour: null });
      return account(op.member === by ? 'profileEdited' : 'nicknameSet', targets, changes);
    }
    case 'rulesAccepted':
      return account('rulesAccepted');
    case 'deviceAdded':
      return account('deviceAdded', [names.member(op.certificate.member)]);
    case 'deviceRemoved':
      return account('deviceRemoved', by === null ? [] : [names.member(by)]);
    case 'messagesPurged':
      return account(
        'messagesPurged',
        [names.member(op.member)],
        change('since', null, momentValue(op.since)),
      );
    case 'actsReverted': {
      const targets = op.members.map((member) => names.member(member));
      return account('actsReverted', targets, change('since', null, momentValue(op.since)), op.reason);
    }
    case 'revertUndone': {
      const targets = (community.reverts.get(op.revert)?.members ?? []).map((member) => names.member(member));
      return account('revertUndone', targets, [], op.reason);
    }
    default:
      return unreachable(op);
  }
};
