/** Whether an act on the community's settings, categories and channels is allowed [T12]. */
import { limits, type OperationOf } from '../model/index.ts';
import { type Case, type Check, needs, refuse } from './judging.ts';
import { isOrder } from './order.ts';

export const checkSettings = (on: Case, op: OperationOf<'communitySettingsEdited'>): Check => {
  const channel = op.systemChannel?.to ?? null;
  if (channel !== null && !on.community.channels.has(channel)) return refuse('unknown-target');
  return needs(on, 'manageCommunity');
};

export const checkCategoryCreation = (on: Case, op: OperationOf<'categoryCreated'>): Check =>
  needs(on, 'manageChannels') ?? (isOrder(op.order) ? null : refuse('invalid-order'));

export const checkCategoryEdit = (on: Case, op: OperationOf<'categoryEdited'>): Check => {
  if (!on.community.categories.has(op.category)) return refuse('unknown-target');
  if (op.order !== null && !isOrder(op.order)) return refuse('invalid-order');
  return needs(on, 'manageChannels', { category: op.category });
};

export const checkChannelCreation = (on: Case, op: OperationOf<'channelCreated'>): Check => {
  if (op.category !== null && !on.community.categories.has(op.category)) return refuse('unknown-target');
  if (!isOrder(op.order)) return refuse('invalid-order');
  return needs(on, 'manageChannels', op.category === null ? undefined : { category: op.category });
};

export const checkChannelEdit = (on: Case, op: OperationOf<'channelEdited'>): Check => {
  if (!on.community.channels.has(op.channel)) return refuse('unknown-target');
  const here = needs(on, 'manageChannels', { channel: op.channel });
  if (here !== null || op.place === null) return here;
  if (!isOrder(op.place.order)) return refuse('invalid-order');
  const { category } = op.place;
  if (category === null) return null;
  if (!on.community.categories.has(category)) return refuse('unknown-target');
  return needs(on, 'manageChannels', { category });
};

export const checkChannelSettings = (on: Case, op: OperationOf<'channelSettingsEdited'>): Check =>
  on.community.channels.has(op.channel)
    ? needs(on, 'manageChannels', { channel: op.channel })
    : refuse('unknown-target');

export const checkCategoryArchive = (on: Case, op: OperationOf<'categoryArchived'>): Check =>
  on.community.categories.has(op.category)
    ? needs(on, 'manageChannels', { category: op.category })
    : refuse('unknown-target');

/** Judged by the envelope's own time: who may restore could as well make it anew. */
export const checkRestore = (on: Case, op: OperationOf<'channelRestored' | 'categoryRestored'>): Check => {
  const trashed =
    op.type === 'channelRestored'
      ? on.community.trashedChannels.get(op.channel)
      : on.community.trashedCategories.get(op.category);
  if (trashed === undefined) return refuse('unknown-target');
  if (on.at > trashed.at + limits.restoreMs) return refuse('too-late');
  return needs(on, 'manageChannels');
};
