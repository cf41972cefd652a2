/** Erasing in the background, so that nothing of a deleted message is left in the file [S6]. */
import { limits } from '../../model/index.ts';
import { StorageFailure } from '../../ports/index.ts';
import type { CommunityCore } from './core.ts';

/** Steps per round: what is left then is taken up in the next round. Bounds what live writing can prolong. */
const stepsPerRound = 100;

/** One round. A disk that fails is told by the committer; what it left undone comes round again. */
export const erase = async (core: CommunityCore, stopped: () => boolean): Promise<void> => {
  const { committer, store, database, logger } = core;
  await committer.commit(() => store.eraseDeleted(limits.erasureGraceMs));
  for (let step = 0; step < stepsPerRound && !stopped(); step++) {
    const left = await committer.commit(() => store.purgeStep());
    if (!left.ok || left.value === 'nothing') return;
    if (left.value === 'again') continue;
    if (stopped()) return;
    try {
      await database.scrub();
    } catch (thrown) {
      if (!(thrown instanceof StorageFailure)) throw thrown;
      logger.warn('erased content may still be in the journal', { reason: thrown.error.kind });
      return;
    }
    if (!stopped()) await committer.commit(() => store.purged());
    return;
  }
};
