/** Where what is dragged could be let go: read from the rows as they stand on screen. */
import { type CategoryId, type ChannelId, isCategoryId, isChannelId } from '@maru/sync-core';
import type { Move } from '../../stores/place-moves.ts';

/** A gap between rows, `y` in the window. */
type Slot = { readonly y: number; readonly move: Move };

export type Dragged =
  | { readonly kind: 'channel'; readonly channel: ChannelId }
  | { readonly kind: 'category'; readonly category: CategoryId };

const categoryOf = (element: HTMLElement): CategoryId | null => {
  const id = element.dataset['category'];
  return isCategoryId(id) ? id : null;
};
const parts = (list: HTMLElement, selector: string): readonly HTMLElement[] => [
  ...list.querySelectorAll<HTMLElement>(selector),
];

/** Before each channel of each group, and after its last. */
const channelSlots = (list: HTMLElement, channel: ChannelId): readonly Slot[] =>
  parts(list, '[data-group]').flatMap((group) => {
    const category = categoryOf(group);
    const rows = parts(group, '[data-channel]');
    const slot = (y: number, before: ChannelId | null): Slot => ({
      y,
      move: { kind: 'channel', channel, category, before },
    });
    return [
      ...rows.flatMap((row) => {
        const id = row.dataset['channel'];
        return isChannelId(id) ? [slot(row.getBoundingClientRect().top, id)] : [];
      }),
      slot((rows.at(-1) ?? group).getBoundingClientRect().bottom, null),
    ];
  });

/** Before each category, and after the last. */
const categorySlots = (list: HTMLElement, category: CategoryId): readonly Slot[] => {
  const sections = parts(list, '[data-section]');
  const slot = (y: number, before: CategoryId | null): Slot => ({
    y,
    move: { kind: 'category', category, before },
  });
  const last = sections.at(-1);
  return [
    ...sections.map((section) => slot(section.getBoundingClientRect().top, categoryOf(section))),
    ...(last ? [slot(last.getBoundingClientRect().bottom, null)] : []),
  ];
};

/** The gap nearest to the pointer. */
export const nearestSlot = (list: HTMLElement, dragged: Dragged, y: number): Slot | null => {
  const slots =
    dragged.kind === 'channel' ? channelSlots(list, dragged.channel) : categorySlots(list, dragged.category);
  return slots.reduce<Slot | null>(
    (best, slot) => (best === null || Math.abs(slot.y - y) < Math.abs(best.y - y) ? slot : best),
    null,
  );
};

/** What the pressed element belongs to, when that can be dragged. */
export const draggedFrom = (target: EventTarget | null): Dragged | null => {
  if (!(target instanceof Element)) return null;
  const handle = target.closest<HTMLElement>('[data-drag]');
  const channel = handle?.dataset['channel'];
  if (isChannelId(channel)) return { kind: 'channel', channel };
  const category = handle ? categoryOf(handle) : null;
  return category === null ? null : { kind: 'category', category };
};
