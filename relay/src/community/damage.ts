/**
 * Checks what was read from the store before it is served: a disk that lost or turned a byte must neither be
 * passed on nor be believed. The damaged end of the log is set aside, never deleted, and everyone connects
 * anew: they compare, and whoever holds what is missing sends it again.
 */
import { type CipherSuite, type Logger, type Segment, segmentToEnvelopes } from '@maru/sync-core';
import type { Committer } from '../store/committer.ts';
import type { LogStore } from '../store/log-store.ts';
import type { Community } from './community.ts';
import type { LogEntry } from './hub.ts';

export type DamageDeps = {
  readonly store: LogStore;
  readonly committer: Committer;
  readonly logger: Logger;
};

export const isSound = (suite: CipherSuite, community: Community, segment: Segment): boolean =>
  segmentToEnvelopes(suite, community.index.id, segment, { opening: null, previous: null }).ok;

export const setDamagedAside = (
  { store, committer, logger }: DamageDeps,
  community: Community,
  { stream, log }: LogEntry,
  from: number,
): void => {
  const { index } = community;
  logger.error('damaged envelopes set aside', { log: log.slice(0, 8), stream: stream.kind, from });
  // The index is read again: what waits must be on disk by then.
  committer.flush();
  store.setAside({ community: index.id, stream, log, from });
  index.reload();
  community.restart();
};
