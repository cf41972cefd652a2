/** What the runner and the processes it starts say to each other. */
import { z } from 'zod';
import { scales } from './suite.ts';

export const trialOrder = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('trial'),
    suite: z.string(),
    case: z.string(),
    scale: z.enum(scales),
    seed: z.number(),
    folder: z.string(),
    fixtures: z.record(z.string(), z.string()),
    profile: z.object({ folder: z.string(), panel: z.string().nullable() }).nullable().default(null),
    slowDown: z.number().min(0).default(0),
  }),
  z.object({ kind: z.literal('fixture'), id: z.string(), folder: z.string() }),
]);
export type TrialOrder = z.infer<typeof trialOrder>;

export const trialAnswer = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('done'),
    samples: z.array(z.object({ panel: z.string(), entry: z.string(), value: z.number() })),
    facts: z.record(z.string(), z.string()),
  }),
  z.object({ kind: z.literal('skipped'), reason: z.string() }),
  z.object({ kind: z.literal('failed'), reason: z.string() }),
]);
export type TrialAnswer = z.infer<typeof trialAnswer>;
