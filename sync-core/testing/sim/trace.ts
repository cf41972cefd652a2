/** A running hash of what happened. Two runs of one seed must end with the same. */
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, textToBytes } from '../../src/base/index.ts';

export type Trace = {
  note(...words: readonly (string | number)[]): void;
  hash(): string;
  /** The last lines, for a person who looks into a failure. */
  tail(): readonly string[];
};

const keptLines = 400;

export const createTrace = (): Trace => {
  const hash = sha256.create();
  const lines: string[] = [];
  return {
    note(...words) {
      const line = words.join(' ');
      hash.update(textToBytes(`${line}\n`));
      lines.push(line);
      if (lines.length > keptLines) lines.shift();
    },
    hash: () => bytesToHex(hash.clone().digest()),
    tail: () => lines,
  };
};
