/** What operations on categories, channels and their overwrites change. */
import {
  type CategoryId,
  type ChannelId,
  type OperationOf,
  type Overwrite,
  opToCategoryId,
  opToChannelId,
  type RoleId,
} from '../model/index.ts';
import { overwriteKey, overwritesOf, sameOverwrites } from './access.ts';
import type { Act } from './apply.ts';
import type { Draft } from './draft.ts';
import type { Channel, Overwrites } from './types.ts';

const putChannel = (draft: Draft, channel: Channel): void => {
  draft.channels.edit().set(channel.id, channel);
};

/** The channel elsewhere: nobody gains or loses anything by a move, so it may be out of step there. */
const movedTo = (draft: Draft, channel: Channel, category: CategoryId | null): Channel => {
  if (channel.category === category) return channel;
  const { overwrites } = overwritesOf(draft.live, channel);
  const there = category === null ? undefined : draft.live.categories.get(category);
  const synced = there !== undefined && sameOverwrites(overwrites, there.overwrites);
  return { ...channel, category, synced, overwrites: synced ? new Map() : overwrites };
};

const withOverwrite = (overwrites: Overwrites, op: OperationOf<'overwriteSet'>['overwrite']): Overwrites => {
  const target: Overwrite['target'] = { kind: op.target.type, id: op.target.id };
  const next = new Map(overwrites);
  if (op.allow === 0n && op.deny === 0n) next.delete(overwriteKey(target));
  else next.set(overwriteKey(target), { target, allow: op.allow, deny: op.deny });
  return next;
};

export const setOverwrite = (draft: Draft, op: OperationOf<'overwriteSet'>): void => {
  if (op.place.type === 'channel') {
    const channel = draft.live.channels.get(op.place.id);
    if (channel === undefined) return;
    const overwrites = withOverwrite(overwritesOf(draft.live, channel).overwrites, op.overwrite);
    putChannel(draft, { ...channel, overwrites, synced: false });
  } else {
    const category = draft.live.categories.get(op.place.id);
    if (category === undefined) return;
    const overwrites = withOverwrite(category.overwrites, op.overwrite);
    draft.categories.edit().set(category.id, { ...category, overwrites });
  }
};

export const syncOverwrites = (draft: Draft, op: OperationOf<'overwritesSynced'>): void => {
  const channel = draft.live.channels.get(op.channel);
  if (channel !== undefined && channel.category !== null)
    putChannel(draft, { ...channel, synced: true, overwrites: new Map() });
};

export const createCategory = (draft: Draft, act: Act, op: OperationOf<'categoryCreated'>): void => {
  const id = opToCategoryId(act.id);
  const category = { id, name: op.name, order: op.order, overwrites: new Map(), archived: false };
  draft.categories.edit().set(id, category);
};

const deleteCategory = (draft: Draft, act: Act, id: CategoryId): void => {
  const category = draft.live.categories.get(id);
  if (category === undefined) return;
  const channels: ChannelId[] = [];
  for (const channel of draft.live.channels.values()) {
    if (channel.category !== id) continue;
    channels.push(channel.id);
    putChannel(draft, movedTo(draft, channel, null));
  }
  channels.sort();
  draft.categories.edit().delete(id);
  draft.trashedCategories.edit().set(id, { category, channels, by: act.by, at: act.at });
};

export const editCategory = (draft: Draft, act: Act, op: OperationOf<'categoryEdited'>): void => {
  const category = draft.live.categories.get(op.category);
  if (category === undefined) return;
  if (op.deleted === true) {
    deleteCategory(draft, act, category.id);
    return;
  }
  const next = { ...category, name: op.name ?? category.name, order: op.order ?? category.order };
  draft.categories.edit().set(category.id, next);
};

export const archiveCategory = (draft: Draft, op: OperationOf<'categoryArchived'>): void => {
  const category = draft.live.categories.get(op.category);
  if (category !== undefined)
    draft.categories.edit().set(category.id, { ...category, archived: op.archived });
};

/** With those of its channels that nobody has put elsewhere since. */
export const restoreCategory = (draft: Draft, op: OperationOf<'categoryRestored'>): void => {
  const trashed = draft.live.trashedCategories.get(op.category);
  if (trashed === undefined) return;
  draft.trashedCategories.edit().delete(op.category);
  draft.categories.edit().set(op.category, trashed.category);
  for (const id of trashed.channels) {
    const channel = draft.live.channels.get(id);
    if (channel !== undefined && channel.category === null)
      putChannel(draft, movedTo(draft, channel, op.category));
  }
};

export const createChannel = (draft: Draft, act: Act, op: OperationOf<'channelCreated'>): void => {
  const { kind, name, topic, category, order } = op;
  putChannel(draft, {
    id: opToChannelId(act.id),
    kind,
    name,
    topic,
    category,
    order,
    overwrites: new Map(),
    synced: category !== null,
    archived: false,
    slowModeSeconds: 0,
    history: { type: 'everything' },
  });
};

export const editChannel = (draft: Draft, act: Act, op: OperationOf<'channelEdited'>): void => {
  const channel = draft.live.channels.get(op.channel);
  if (channel === undefined) return;
  if (op.deleted === true) {
    // As it was for those who saw it, whatever becomes of its category meanwhile.
    const { overwrites } = overwritesOf(draft.live, channel);
    draft.channels.edit().delete(channel.id);
    draft.trashedChannels
      .edit()
      .set(channel.id, { channel: { ...channel, overwrites }, by: act.by, at: act.at });
    return;
  }
  const named = { ...channel, name: op.name ?? channel.name, topic: op.topic ?? channel.topic };
  if (op.place === null) putChannel(draft, named);
  else putChannel(draft, { ...movedTo(draft, named, op.place.category), order: op.place.order });
};

export const editChannelSettings = (draft: Draft, op: OperationOf<'channelSettingsEdited'>): void => {
  const channel = draft.live.channels.get(op.channel);
  if (channel === undefined) return;
  putChannel(draft, {
    ...channel,
    archived: op.archived ?? channel.archived,
    slowModeSeconds: op.slowModeSeconds ?? channel.slowModeSeconds,
    history: op.history ?? channel.history,
  });
};

export const restoreChannel = (draft: Draft, op: OperationOf<'channelRestored'>): void => {
  const trashed = draft.live.trashedChannels.get(op.channel);
  if (trashed === undefined) return;
  draft.trashedChannels.edit().delete(op.channel);
  const { channel } = trashed;
  const category = channel.category === null ? undefined : draft.live.categories.get(channel.category);
  const synced = category !== undefined && sameOverwrites(category.overwrites, channel.overwrites);
  putChannel(draft, {
    ...channel,
    category: category?.id ?? null,
    synced,
    overwrites: synced ? new Map() : channel.overwrites,
  });
};

/** No overwrite names a role that is gone, in the trash neither. */
export const forgetRole = (draft: Draft, id: RoleId): void => {
  const key = overwriteKey({ kind: 'role', id });
  const without = (overwrites: Overwrites): Overwrites =>
    new Map([...overwrites].filter(([target]) => target !== key));
  const { channels, categories, trashedChannels, trashedCategories } = draft.live;
  for (const channel of channels.values())
    if (channel.overwrites.has(key))
      putChannel(draft, { ...channel, overwrites: without(channel.overwrites) });
  for (const category of categories.values())
    if (category.overwrites.has(key))
      draft.categories.edit().set(category.id, { ...category, overwrites: without(category.overwrites) });
  for (const trashed of trashedChannels.values()) {
    const { channel } = trashed;
    if (!channel.overwrites.has(key)) continue;
    const cleaned = { ...channel, overwrites: without(channel.overwrites) };
    draft.trashedChannels.edit().set(channel.id, { ...trashed, channel: cleaned });
  }
  for (const trashed of trashedCategories.values()) {
    const { category } = trashed;
    if (!category.overwrites.has(key)) continue;
    const cleaned = { ...category, overwrites: without(category.overwrites) };
    draft.trashedCategories.edit().set(category.id, { ...trashed, category: cleaned });
  }
};
