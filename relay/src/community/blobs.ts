/**
 * Blobs: sealed bytes that a device leaves for whoever knows their id. The relay can read neither; it lets nobody
 * but the device that left one replace it or take it away, and keeps so many for a device and a community.
 */
import {
  type AcceptorMessage,
  type BlobMessage,
  bytesToHex,
  type CommunityId,
  type DeviceId,
} from '@maru/sync-core';
import type { RelayLimits } from '../limits.ts';
import type { Committer } from '../store/committer.ts';
import type { LogStore } from '../store/log-store.ts';

export type BlobDeps = {
  readonly store: LogStore;
  readonly committer: Committer;
  readonly limits: RelayLimits;
  readonly now: () => number;
};

export const answerBlob = (
  { store, committer, limits, now }: BlobDeps,
  community: CommunityId,
  device: DeviceId,
  message: BlobMessage,
  send: (message: AcceptorMessage) => void,
): void => {
  // What waits for this turn's commit is looked at too.
  committer.flush();
  const id = bytesToHex(message.id);
  const held = store.blob(community, id);
  if (message.type === 'blobWanted') {
    send({ type: 'blob', id: message.id, bytes: held?.bytes ?? null });
    return;
  }
  const { own, all } = store.blobCount(community, device);
  const isNew = held === null && message.bytes.length > 0;
  const full = isNew && (own >= limits.blobsPerDevice || all >= limits.blobsPerCommunity);
  const notKept = () => send({ type: 'blob', id: message.id, bytes: null });
  if (full || (held !== null && held.device !== device)) {
    notKept();
    return;
  }
  const at = now();
  committer.submit({
    writes: [
      { kind: 'blob', community, device, id, bytes: message.bytes, at, dropBefore: at - limits.blobMs },
    ],
    done: (stored) => {
      if (!stored) notKept();
    },
  });
};
