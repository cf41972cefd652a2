/**
 * Whose screens are looked at here. A screen that nobody watches needs not be sent, and one that isn't watched is
 * not heard either. The first of the screens is watched by itself; of several one chooses.
 */
import type { CallParticipantView } from '@maru/sync-core';

/** By device, of everybody else who shares a screen now. */
export type Watching = { readonly [device: string]: boolean };

/** What holds now that these share: choices stay, who ended is forgotten, a screen that is the only one is watched. */
export const nextWatching = (before: Watching, participants: readonly CallParticipantView[]): Watching => {
  const sharing = participants.filter(({ me, screen, mayStream }) => !me && screen && mayStream);
  return Object.fromEntries(sharing.map(({ device }) => [device, before[device] ?? sharing.length === 1]));
};
