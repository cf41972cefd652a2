/**
 * How good a connection is, as bars: those that it lacks are drawn too, faintly, so that one bar of four is still seen
 * as a mark of its kind at 18 px.
 */
import { createLucideIcon, type LucideIcon } from 'lucide-react';

const bars = ['M4 20v-3', 'M9.33 20v-7', 'M14.66 20V9', 'M20 20V4'] as const;

const withBars = (name: string, lit: number): LucideIcon =>
  createLucideIcon(
    name,
    bars.map((d, at) => ['path', { d, key: d, strokeWidth: 2.5, ...(at < lit ? {} : { opacity: 0.3 }) }]),
  );

export const signalGood = withBars('signal-good', 4);
export const signalFair = withBars('signal-fair', 2);
export const signalPoor = withBars('signal-poor', 1);
export const signalNone = withBars('signal-none', 0);
