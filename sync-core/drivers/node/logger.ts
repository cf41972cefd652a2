/** One JSON object per line. Fields are plain values by type, so no object can drag a secret in. */
import type { LogFields, Logger } from '../../src/ports/index.ts';

const levels = ['debug', 'info', 'warn', 'error'] as const;
export type LogLevel = (typeof levels)[number];

export type JsonLoggerOptions = {
  /** Lines below this level are dropped. Default `info`. */
  readonly level?: LogLevel;
  /** Added to every line: the name of the process, say. */
  readonly fields?: LogFields;
  readonly now?: () => number;
  /** Default: standard error, so that standard output stays the program's own. */
  readonly write?: (line: string) => void;
};

export const createJsonLogger = (options: JsonLoggerOptions = {}): Logger => {
  const now = options.now ?? Date.now;
  const write = options.write ?? ((line: string) => void process.stderr.write(`${line}\n`));
  const lowest = levels.indexOf(options.level ?? 'info');
  const log =
    (level: LogLevel) =>
    (message: string, fields: LogFields = {}): void => {
      if (levels.indexOf(level) < lowest) return;
      const time = new Date(now()).toISOString();
      write(JSON.stringify({ ...options.fields, ...fields, time, level, message }));
    };
  return { debug: log('debug'), info: log('info'), warn: log('warn'), error: log('error') };
};
