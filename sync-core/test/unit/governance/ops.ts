/** Operations with what a test doesn't speak of left as it is. */
import type { ChannelId, GovernanceOp, OperationOf, OpId, RoleId } from '../../../src/model/index.ts';
import type { Person } from './world.ts';

export const settingsOp = (
  change: Partial<Omit<OperationOf<'communitySettingsEdited'>, 'type'>>,
): GovernanceOp => ({
  type: 'communitySettingsEdited',
  icon: null,
  notifications: null,
  systemChannel: null,
  rules: null,
  ...change,
});

export const channelSettingsOp = (
  channel: ChannelId,
  change: Partial<Omit<OperationOf<'channelSettingsEdited'>, 'type' | 'channel'>>,
): OperationOf<'channelSettingsEdited'> => ({
  type: 'channelSettingsEdited',
  channel,
  archived: null,
  slowModeSeconds: null,
  history: null,
  ...change,
});

export const channelEditOp = (
  channel: ChannelId,
  change: Partial<Omit<OperationOf<'channelEdited'>, 'type' | 'channel'>>,
): OperationOf<'channelEdited'> => ({
  type: 'channelEdited',
  channel,
  name: null,
  topic: null,
  place: null,
  deleted: null,
  ...change,
});

export const roleEditOp = (
  role: RoleId | null,
  change: Partial<Omit<OperationOf<'roleEdited'>, 'type' | 'role'>>,
): OperationOf<'roleEdited'> => ({
  type: 'roleEdited',
  role,
  name: null,
  colour: null,
  order: null,
  permissions: null,
  hoist: null,
  mentionable: null,
  deleted: null,
  ...change,
});

/** The cut that leaves `length` envelopes of a person's governance log. */
export const cutOf = (person: Person, length: number): OperationOf<'memberRemoved'>['cuts'] => [
  { stream: 'governance', cut: { log: person.log, length, head: null } },
];

export const removeDeviceOp = (target: Person, length: number): OperationOf<'deviceRemoved'> => ({
  type: 'deviceRemoved',
  device: target.device.device,
  cuts: cutOf(target, length),
  epoch: null,
});

export const timeoutOp = (target: Person, until: number, length = target.length): GovernanceOp => ({
  type: 'memberTimedOut',
  member: target.id,
  until,
  reason: '',
  cuts: cutOf(target, length),
});

export const withdrawOp = (target: Person, role: RoleId, length: number): GovernanceOp => ({
  type: 'roleWithdrawn',
  member: target.id,
  role,
  cuts: cutOf(target, length),
});

export const revertOp = (targets: readonly Person[], length: number, since: number): GovernanceOp => ({
  type: 'actsReverted',
  members: targets.map(({ id }) => id),
  since,
  reason: 'raid',
  cuts: targets.flatMap((target) => cutOf(target, length)),
});

export const undoOp = (revert: OpId): GovernanceOp => ({ type: 'revertUndone', revert, reason: '' });

export const ruleOp = (
  trigger: OperationOf<'autoRuleSet'>['trigger'],
  change: Partial<Omit<OperationOf<'autoRuleSet'>, 'type' | 'trigger'>> = {},
): OperationOf<'autoRuleSet'> => ({
  type: 'autoRuleSet',
  rule: null,
  name: 'rule',
  enabled: true,
  response: 'hide',
  exemptRoles: [],
  exemptChannels: [],
  ...change,
  trigger,
});
