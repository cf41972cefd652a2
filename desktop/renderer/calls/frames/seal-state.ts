/** How the own call is sealed, by what each in it says of themselves. */
import type { CallParticipantView } from '@maru/sync-core';

export type SealState =
  /** This page doesn't seal, or there is nobody to seal for. */
  | { readonly kind: 'none' }
  | { readonly kind: 'all' }
  /** With these it isn't. */
  | { readonly kind: 'some'; readonly without: readonly string[] };

export const sealStateOf = (participants: readonly CallParticipantView[]): SealState => {
  const others = participants.filter(({ me }) => !me);
  const isOn = participants.some(({ me, seals }) => me && seals);
  if (!isOn || !others.some(({ seals }) => seals)) return { kind: 'none' };
  const without = others.filter(({ seals }) => !seals).map(({ name }) => name);
  return without.length === 0 ? { kind: 'all' } : { kind: 'some', without };
};
