/** A copy of the fixture's home: what is measured writes into it. */
import { constants, copyFileSync, mkdirSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

export const copyHome = (from: string, to: string): void => {
  mkdirSync(to, { recursive: true, mode: 0o700 });
  for (const name of readdirSync(from))
    if (!name.endsWith('.lock')) copyFileSync(join(from, name), join(to, name), constants.COPYFILE_FICLONE);
};
