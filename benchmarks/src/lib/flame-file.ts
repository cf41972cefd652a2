/** `<scale>.flames.json` beside the results: where the time of missed targets went. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { z } from 'zod';
import { flame } from './flame.ts';

const flameRecord = z.object({
  /** The missed targets that it explains. */
  targets: z.array(z.string()),
  suite: z.string(),
  panel: z.string(),
  case: z.string(),
  /** Which process, or that it is the timed part alone. */
  process: z.string(),
  commit: z.string(),
  flame,
});
export type FlameRecord = z.infer<typeof flameRecord>;

export const readFlames = (path: string): readonly FlameRecord[] =>
  existsSync(path) ? z.array(flameRecord).parse(JSON.parse(readFileSync(path, 'utf8'))) : [];

export const writeFlames = (path: string, flames: readonly FlameRecord[]): void =>
  writeFileSync(path, `${JSON.stringify(flames)}\n`);
