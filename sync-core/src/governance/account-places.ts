/** Accounts of what was done to categories and channels. */
import { unreachable } from '../base/index.ts';
import {
  type GovernanceOp,
  type OperationOf,
  type OpId,
  opToCategoryId,
  opToChannelId,
} from '../model/index.ts';
import { type Account, type AccountChange, type AccountKind, account, type Naming } from './account.ts';
import {
  change,
  changeIfSet,
  historyValue,
  namedValue,
  numberValue,
  switchValue,
  textValue,
} from './account-values.ts';
import type { Community } from './types.ts';

const placeTypes = [
  'categoryCreated',
  'categoryEdited',
  'categoryArchived',
  'categoryRestored',
  'channelCreated',
  'channelEdited',
  'channelSettingsEdited',
  'channelRestored',
] as const;
export type PlaceOp = OperationOf<(typeof placeTypes)[number]>;
const known: ReadonlySet<string> = new Set(placeTypes);
export const isPlaceOp = (op: GovernanceOp): op is PlaceOp => known.has(op.type);

const ofCategoryEdit = (community: Community, names: Naming, op: OperationOf<'categoryEdited'>): Account => {
  const target = names.category(op.category);
  if (op.deleted === true) return account('categoryDeleted', [target]);
  if (op.deleted === false) return account('categoryRestored', [target]);
  const was = community.categories.get(op.category);
  const changes = changeIfSet('name', op.name, textValue, textValue(was?.name));
  const kind: AccountKind = op.order !== null && op.name === null ? 'categoryMoved' : 'categoryEdited';
  if (op.name !== null) names.make({ kind: 'category', id: op.category, name: op.name });
  return account(kind, [target], changes);
};

const ofChannelEdit = (community: Community, names: Naming, op: OperationOf<'channelEdited'>): Account => {
  const target = names.channel(op.channel);
  if (op.deleted === true) return account('channelDeleted', [target]);
  if (op.deleted === false) return account('channelRestored', [target]);
  const was = community.channels.get(op.channel);
  const categoryOf = (id: NonNullable<typeof was>['category'] | undefined) =>
    id == null ? null : namedValue(names.category(id));
  const changes: readonly AccountChange[] = [
    ...changeIfSet('name', op.name, textValue, textValue(was?.name)),
    ...changeIfSet('topic', op.topic, textValue, textValue(was?.topic)),
    ...changeIfSet('category', op.place, ({ category }) => categoryOf(category), categoryOf(was?.category)),
  ];
  const moved = op.place !== null && op.name === null && op.topic === null;
  if (op.name !== null) names.make({ kind: 'channel', id: op.channel, name: op.name });
  return account(moved ? 'channelMoved' : 'channelEdited', [target], changes);
};

const ofChannelSettings = (
  community: Community,
  names: Naming,
  op: OperationOf<'channelSettingsEdited'>,
): Account => {
  const was = community.channels.get(op.channel);
  return account(
    'channelEdited',
    [names.channel(op.channel)],
    [
      ...changeIfSet('archived', op.archived, switchValue, switchValue(was?.archived)),
      ...changeIfSet('slowMode', op.slowModeSeconds, numberValue, numberValue(was?.slowModeSeconds)),
      ...changeIfSet('history', op.history, historyValue, historyValue(was?.history)),
    ],
  );
};

export const accountOfPlace = (community: Community, names: Naming, id: OpId, op: PlaceOp): Account => {
  switch (op.type) {
    case 'categoryCreated':
      return account('categoryCreated', [
        names.make({ kind: 'category', id: opToCategoryId(id), name: op.name }),
      ]);
    case 'categoryEdited':
      return ofCategoryEdit(community, names, op);
    case 'categoryArchived':
      return account(op.archived ? 'categoryArchived' : 'categoryUnarchived', [names.category(op.category)]);
    case 'categoryRestored':
      return account('categoryRestored', [names.category(op.category)]);
    case 'channelCreated':
      return account(
        'channelCreated',
        [names.make({ kind: 'channel', id: opToChannelId(id), name: op.name })],
        [
          ...change('topic', null, textValue(op.topic)),
          ...(op.category === null ? [] : change('category', null, namedValue(names.category(op.category)))),
        ],
      );
    case 'channelEdited':
      return ofChannelEdit(community, names, op);
    case 'channelSettingsEdited':
      return ofChannelSettings(community, names, op);
    case 'channelRestored':
      return account('channelRestored', [names.channel(op.channel)]);
    default:
      return unreachable(op);
  }
};
