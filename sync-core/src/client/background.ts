/**
 * Work that nobody waits for. What it throws is a bug of ours, and perhaps a peer's doing: it is written down, and
 * must not end the process, which would meet the same input again at its next start.
 */
import type { Logger } from '../ports/index.ts';

export const inBackground = (logger: Logger, work: Promise<unknown>): void => {
  work.catch((thrown: unknown) =>
    logger.error('work in the background failed', {
      error: thrown instanceof Error ? (thrown.stack ?? thrown.message) : String(thrown),
    }),
  );
};
