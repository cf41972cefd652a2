/**
 * Channels in the order that the sidebar shows them: outside of categories first, then category by category, and
 * what is archived last. Pure.
 */
import type { ChannelView, SidebarView } from '@maru/sync-core';

export const channelsAsShown = ({ channels, categories }: SidebarView): readonly ChannelView[] => [
  ...[null, ...categories.map(({ id }) => id)].flatMap((category) =>
    channels.filter((channel) => channel.category === category && !channel.archived),
  ),
  ...channels.filter(({ archived }) => archived),
];
