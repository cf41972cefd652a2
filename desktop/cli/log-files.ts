/** The files that `maru import irc` was given: folders are read with all logs below them. */
import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join, resolve } from 'node:path';
import type { LogFile } from '../host/import/importer.ts';

const isLog = (name: string): boolean => /\.(?:log|txt)(?:\.gz)?$/i.test(name);

/** Whole paths, because the folder a log lies in can name its channel. Throws what `node:fs` throws. */
export const readLogFiles = (paths: readonly string[]): readonly LogFile[] =>
  paths.flatMap((path) => {
    const whole = resolve(path);
    const names = statSync(whole).isDirectory()
      ? readdirSync(whole, { recursive: true, encoding: 'utf8' })
          .filter(isLog)
          .map((name) => join(whole, name))
      : [whole];
    return names.map((name) => ({ name, bytes: new Uint8Array(readFileSync(name)) }));
  });
