/** One icon set, one stroke. */
import type { ChannelKind } from '@maru/sync-core';
import {
  AudioLines,
  Hash,
  LayoutDashboard,
  type LucideIcon,
  Megaphone,
  MessagesSquare,
  NotebookText,
} from 'lucide-react';

export const Icon = ({ of: Shape, size = 18 }: { of: LucideIcon; size?: number }) => (
  <Shape size={size} strokeWidth={1.5} aria-hidden="true" focusable="false" />
);

export const channelIcons: Record<ChannelKind, LucideIcon> = {
  text: Hash,
  announcement: Megaphone,
  forum: MessagesSquare,
  voice: AudioLines,
  note: NotebookText,
  board: LayoutDashboard,
};
