/**
 * Who is shown large: whoever speaks, and goes on being shown while others only throw in a word. A priority speaker
 * who goes on takes the place of somebody without. Pure.
 */
import type { DeviceId } from '@maru/sync-core';

export type Heard = { readonly device: DeviceId; readonly speaks: boolean; readonly priority: boolean };
export type ActiveSpeaker = {
  readonly device: DeviceId | null;
  /** Since when they are shown. */
  readonly sinceMs: number;
  /** Who speaks at this moment, and since when. */
  readonly speaking: { readonly [device: string]: number };
};

/** A word thrown in is shorter. */
const lastingMs = 700;
/** Faster than this a change of pictures is a flicker. */
const leastStayMs = 2_000;

export const nobodySpoke: ActiveSpeaker = { device: null, sinceMs: 0, speaking: {} };

/** `heard`: everybody else in the call, now. */
export const nextSpeaker = (before: ActiveSpeaker, heard: readonly Heard[], nowMs: number): ActiveSpeaker => {
  const loud = heard.filter(({ speaks }) => speaks);
  const speaking = Object.fromEntries(loud.map(({ device }) => [device, before.speaking[device] ?? nowMs]));
  const current = heard.find(({ device }) => device === before.device);
  const since = (one: Heard): number => speaking[one.device] ?? nowMs;
  const choose = (among: readonly Heard[]): Heard | undefined =>
    among.toSorted((a, b) => Number(b.priority) - Number(a.priority) || since(a) - since(b))[0];

  const keep = { ...before, device: current?.device ?? null, speaking };
  if (!current) {
    const first = choose(loud);
    return first ? { device: first.device, sinceMs: nowMs, speaking } : keep;
  }
  const next = choose(loud.filter((one) => one !== current && nowMs - since(one) >= lastingMs));
  const gives = !current.speaks || (next?.priority === true && !current.priority);
  return next && gives && nowMs - before.sinceMs >= leastStayMs
    ? { device: next.device, sinceMs: nowMs, speaking }
    : keep;
};
