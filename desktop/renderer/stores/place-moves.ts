/**
 * Where channels and categories can go in the sidebar, and what a move makes of the order. Pure.
 * What is archived is shown apart and takes no part in it.
 */
import type { CategoryId, ChannelId, ChannelView, SidebarView } from '@maru/sync-core';

/** Before `before`; at the end of its category (of all categories) where that is null. */
export type Move =
  | {
      readonly kind: 'channel';
      readonly channel: ChannelId;
      readonly category: CategoryId | null;
      readonly before: ChannelId | null;
    }
  | { readonly kind: 'category'; readonly category: CategoryId; readonly before: CategoryId | null };

export type Direction = -1 | 1;

type Order = Pick<SidebarView, 'channels' | 'categories'>;

export const activeIn = ({ channels }: Order, category: CategoryId | null): readonly ChannelView[] =>
  channels.filter((channel) => channel.category === category && !channel.archived);
const activeCategories = ({ categories }: Order) => categories.filter(({ archived }) => !archived);

/** One step up or down; at its category's end into the next one. Null at the end of all. */
export const stepChannel = (order: Order, id: ChannelId, direction: Direction): Move | null => {
  const channel = order.channels.find((one) => one.id === id);
  if (channel === undefined || channel.archived) return null;
  const siblings = activeIn(order, channel.category);
  const at = siblings.findIndex((one) => one.id === id);
  const move = (category: CategoryId | null, before: ChannelView | undefined): Move => ({
    kind: 'channel',
    channel: id,
    category,
    before: before?.id ?? null,
  });
  if (direction < 0 && at > 0) return move(channel.category, siblings[at - 1]);
  if (direction > 0 && at < siblings.length - 1) return move(channel.category, siblings[at + 2]);
  const groups = [null, ...activeCategories(order).map((one) => one.id)];
  const next = groups[groups.indexOf(channel.category) + direction];
  if (next === undefined) return null;
  return move(next, direction < 0 ? undefined : activeIn(order, next)[0]);
};

export const stepCategory = (order: Order, id: CategoryId, direction: Direction): Move | null => {
  const categories = activeCategories(order);
  const at = categories.findIndex((one) => one.id === id);
  if (at < 0 || categories[at + direction] === undefined) return null;
  const before = categories[direction < 0 ? at - 1 : at + 2];
  return { kind: 'category', category: id, before: before?.id ?? null };
};

/** Whether nothing would be elsewhere by it: a thing dropped where it was. */
export const isIdle = (order: Order, move: Move): boolean => {
  const siblings: readonly { readonly id: string }[] =
    move.kind === 'channel' ? activeIn(order, move.category) : activeCategories(order);
  const id = move.kind === 'channel' ? move.channel : move.category;
  const at = siblings.findIndex((one) => one.id === id);
  return at >= 0 && (move.before === id || (siblings[at + 1]?.id ?? null) === move.before);
};

/** Where it stands after the move: for those who hear it. */
export const placeAfter = (
  order: Order,
  move: Move,
): { readonly position: number; readonly count: number } => {
  const id = move.kind === 'channel' ? move.channel : move.category;
  const siblings: readonly { readonly id: string }[] =
    move.kind === 'channel' ? activeIn(order, move.category) : activeCategories(order);
  const others = siblings.filter((one) => one.id !== id);
  const at = others.findIndex((one) => one.id === move.before);
  return { position: (at < 0 ? others.length : at) + 1, count: others.length + 1 };
};
