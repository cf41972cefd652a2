/**
 * One operation as an account. Exhaustive, so that no new kind of operation can be left without words.
 * `community` is the state that the act was judged in.
 */
import { unreachable } from '../base/index.ts';
import {
  type GovernanceOp,
  isGovernanceOp,
  type MemberId,
  type Operation,
  type OperationOf,
  type OpId,
  opToRoleId,
} from '../model/index.ts';
import { overwriteKey } from './access.ts';
import { type Account, account, createNaming, type Named, type Naming, nameOf } from './account.ts';
import { accountOfPeople, isPeopleOp, type PeopleOp } from './account-people.ts';
import { accountOfPlace, isPlaceOp, type PlaceOp } from './account-places.ts';
import {
  change,
  changeIfSet,
  momentValue,
  namedValue,
  numberValue,
  overwriteChanges,
  permissionChanges,
  switchValue,
  textValue,
  triggerChanges,
  wordValue,
} from './account-values.ts';
import type { Community } from './types.ts';

const ofSettings = (
  community: Community,
  names: Naming,
  op: OperationOf<'communitySettingsEdited'>,
): Account => {
  const { systemChannel, notifications, icon, rules } = community;
  const channel = (id: typeof systemChannel) => (id === null ? null : namedValue(names.channel(id)));
  return account(
    'communityEdited',
    [],
    [
      ...changeIfSet('icon', op.icon, ({ to }) => switchValue(to !== null), switchValue(icon !== null)),
      ...changeIfSet('notifications', op.notifications, wordValue, wordValue(notifications)),
      ...changeIfSet('systemChannel', op.systemChannel, ({ to }) => channel(to), channel(systemChannel)),
      ...changeIfSet('rules', op.rules, textValue, textValue(rules?.text)),
    ],
  );
};

const ofRoleEdit = (community: Community, names: Naming, op: OperationOf<'roleEdited'>): Account => {
  if (op.role === null)
    return account('everyoneEdited', [], permissionChanges(community.everyone, op.permissions));
  const target = names.role(op.role);
  if (op.deleted === true) return account('roleDeleted', [target]);
  const was = community.roles.get(op.role);
  const changes = [
    ...changeIfSet('name', op.name, textValue, textValue(was?.name)),
    ...changeIfSet('colour', op.colour, wordValue, wordValue(was?.colour)),
    ...changeIfSet('hoist', op.hoist, switchValue, switchValue(was?.hoist)),
    ...changeIfSet('mentionable', op.mentionable, switchValue, switchValue(was?.mentionable)),
    ...permissionChanges(was?.permissions ?? 0n, op.permissions),
  ];
  if (op.name !== null) names.make({ kind: 'role', id: op.role, name: op.name });
  return account(op.order !== null && changes.length === 0 ? 'roleMoved' : 'roleEdited', [target], changes);
};

const ofOverwrite = (community: Community, names: Naming, op: OperationOf<'overwriteSet'>): Account => {
  const { place, overwrite } = op;
  const { target } = overwrite;
  const named = place.type === 'channel' ? names.channel(place.id) : names.category(place.id);
  const whose = target.type === 'role' ? names.role(target.id) : names.member(target.id);
  const at = place.type === 'channel' ? community.channels.get(place.id) : community.categories.get(place.id);
  const key = overwriteKey(
    target.type === 'role' ? { kind: 'role', id: target.id } : { kind: 'member', id: target.id },
  );
  return account('overwriteSet', [named, whose], overwriteChanges(at?.overwrites.get(key), overwrite));
};

const ofRule = (community: Community, names: Naming, id: OpId, op: OperationOf<'autoRuleSet'>): Account => {
  const was = op.rule === null ? undefined : community.autoRules.get(op.rule);
  const target = names.make({ kind: 'rule', id: op.rule ?? id, name: op.name });
  return account(
    op.rule === null ? 'ruleCreated' : 'ruleEdited',
    [target],
    [
      ...(was === undefined ? [] : change('name', textValue(was.name), textValue(op.name))),
      ...change('enabled', switchValue(was?.enabled), switchValue(op.enabled)),
      ...triggerChanges(was?.trigger, op.trigger),
      ...change('response', wordValue(was?.response), wordValue(op.response)),
    ],
  );
};

const ofInvite = (names: Naming, by: MemberId | null, op: OperationOf<'inviteCreated'>): Account => {
  const name = by === null ? '' : nameOf(names.member(by));
  return account(
    'inviteCreated',
    [names.make({ kind: 'invite', id: op.invite, by: name })],
    [
      ...change('expires', null, momentValue(op.expiresAt)),
      ...change('maxUses', null, numberValue(op.maxUses)),
      ...change('roles', null, namedValue(...op.roles.map((role) => names.role(role)))),
    ],
  );
};

const ofSuccession = (community: Community, names: Naming, op: OperationOf<'successionSet'>): Account => {
  if (op.policy === null) return account('successionCleared');
  const { role, votes, absentDays } = op.policy;
  const was = community.succession;
  return account(
    'successionSet',
    [names.role(role)],
    [
      ...change('votes', numberValue(was?.votes), numberValue(votes)),
      ...change('absentDays', numberValue(was?.absentDays), numberValue(absentDays)),
    ],
  );
};

type Rest = Exclude<GovernanceOp, PeopleOp | PlaceOp>;

const accountOfRest = (
  community: Community,
  names: Naming,
  { id, by }: { readonly id: OpId; readonly by: MemberId | null },
  op: Rest,
): Account => {
  switch (op.type) {
    case 'genesis':
      return account('founded', [], change('name', null, textValue(op.name)));
    case 'communityEdited':
      return account(
        'communityEdited',
        [],
        [
          ...changeIfSet('name', op.name, textValue, textValue(community.name)),
          ...changeIfSet('description', op.description, textValue, textValue(community.description)),
        ],
      );
    case 'communitySettingsEdited':
      return ofSettings(community, names, op);
    case 'pictureStored':
      return account('pictureStored');
    case 'roleCreated': {
      const target = names.make({ kind: 'role', id: opToRoleId(id), name: op.name });
      return account('roleCreated', [target], permissionChanges(0n, op.permissions));
    }
    case 'roleEdited':
      return ofRoleEdit(community, names, op);
    case 'roleGranted':
    case 'roleRevoked':
    case 'roleWithdrawn':
      return account(op.type, [names.member(op.member), names.role(op.role)]);
    case 'overwriteSet':
      return ofOverwrite(community, names, op);
    case 'overwritesSynced':
      return account('overwritesSynced', [names.channel(op.channel)]);
    case 'inviteCreated':
      return ofInvite(names, by, op);
    case 'inviteRevoked':
      return account('inviteRevoked', [names.invite(op.invite)]);
    case 'inviteEdited': {
      const was = community.invites.get(op.invite);
      return account(
        'inviteEdited',
        [names.invite(op.invite)],
        [
          ...changeIfSet('paused', op.paused, switchValue, switchValue(was?.paused)),
          ...changeIfSet('approval', op.approval, switchValue, switchValue(was?.approval)),
        ],
      );
    }
    case 'ownershipTransferred':
      return account('ownershipTransferred', [names.member(op.to)]);
    case 'successionSet':
      return ofSuccession(community, names, op);
    case 'successionVoted':
      return account('successionVoted', [names.member(op.successor)]);
    case 'ownerSeen':
      return account('ownerSeen');
    case 'messageReported':
      return account('reported');
    case 'reportResolved':
      return account('reportResolved', [], change('outcome', null, wordValue(op.outcome)));
    case 'autoRuleSet':
      return ofRule(community, names, id, op);
    case 'autoRuleRemoved':
      return account('ruleRemoved', [names.rule(op.rule)]);
    case 'epochOpened':
      return account('keyOpened');
    case 'channelEpochOpened':
      return account('channelKeyOpened', [names.channel(op.channel)]);
    case 'epochSealed': {
      const channel = community.epochs.find(({ id: epoch }) => epoch === op.epoch)?.channel ?? null;
      return account('keyShared', channel === null ? [] : [names.channel(channel)]);
    }
    default:
      return unreachable(op);
  }
};

export type ToAccount = {
  readonly id: OpId;
  readonly by: MemberId | null;
  readonly op: Exclude<Operation, { readonly type: 'unknown' }>;
};

/** What an operation did, or would have done, in the state before it; and what it names anew. */
export const accountOf = (
  community: Community,
  { id, by, op }: ToAccount,
): { readonly account: Account; readonly author: Named | null; readonly made: readonly Named[] } => {
  const made: Named[] = [];
  const names = createNaming(community, made);
  const author = by === null ? null : names.member(by);
  const told = (): Account => {
    if (!isGovernanceOp(op)) return account('misplaced');
    if (isPlaceOp(op)) return accountOfPlace(community, names, id, op);
    if (isPeopleOp(op)) return accountOfPeople(community, names, by, op);
    return accountOfRest(community, names, { id, by }, op);
  };
  return { account: told(), author, made };
};
