/**
 * How loud a participant is here: what governance lets them say at this moment [T12], and what this person wants
 * to hear of them. Asked of the roster's view, never of the participant.
 */
import type { CallParticipantView } from '@maru/sync-core';
import type { CallSettings } from './call-settings.ts';

/** 0 for silence, 1 as it came, up to 2. */
export type Loudness = { readonly voice: number; readonly screen: number };

export const loudnessOf = (
  one: Pick<CallParticipantView, 'member' | 'maySpeak' | 'mayStream' | 'screen'>,
  { volumes, silenced }: Pick<CallSettings, 'volumes' | 'silenced'>,
  /** Their screen is looked at here. */
  watched: boolean,
): Loudness => {
  const voice = one.maySpeak && !silenced.includes(one.member) ? (volumes[one.member] ?? 1) : 0;
  // Who may not speak could speak through the sound of a screen.
  return { voice, screen: watched && one.mayStream && one.screen ? voice : 0 };
};
