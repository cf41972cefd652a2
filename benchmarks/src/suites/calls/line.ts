/** What a line between two homes does to each packet, each way. */
import { z } from 'zod';

export const line = z.object({
  name: z.string(),
  delayMs: z.number().nonnegative(),
  /** Evenly spread around the delay. Packets keep their order. */
  jitterMs: z.number().nonnegative(),
  /** 0 to 1. */
  loss: z.number().min(0).max(1),
  /** Null: as fast as the machine. */
  kbitPerSecond: z.number().positive().nullable(),
});
export type Line = z.infer<typeof line>;

export const clean: Line = { name: 'clean', delayMs: 0, jitterMs: 0, loss: 0, kbitPerSecond: null };

export const lines: readonly Line[] = [
  clean,
  { name: '50 ms ± 20 each way', delayMs: 50, jitterMs: 20, loss: 0, kbitPerSecond: null },
  { name: '50 ms, 3 % lost', delayMs: 50, jitterMs: 5, loss: 0.03, kbitPerSecond: null },
  { name: '50 ms, 10 % lost', delayMs: 50, jitterMs: 5, loss: 0.1, kbitPerSecond: null },
  { name: '50 ms, 600 kbit/s', delayMs: 50, jitterMs: 5, loss: 0, kbitPerSecond: 600 },
];

/** What the wire's process is told while it runs. */
export const wireOrder = z.object({ line, seed: z.number() });
/** What it starts with: its port, and which address is reached through which socket. */
export const wirePlaces = z.object({
  port: z.number(),
  places: z.array(z.object({ address: z.string(), host: z.string(), port: z.number() })),
});
