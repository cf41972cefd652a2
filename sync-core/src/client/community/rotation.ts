/**
 * New epochs and keys sealed to more readers, as operations ready to be written [T13]. What is sealed under
 * a new key: the earlier ones that all of its audience may read; the chain breaks at the first that not all may.
 */
import { type NewEpoch, openEpoch, sealToAll } from '../../crypto/index.ts';
import {
  type Audience,
  allMayRead,
  type Community,
  epochById,
  epochRecipients,
  type Leaving,
  type SealingDue,
} from '../../governance/index.ts';
import { type EpochId, type GovernanceOp, limits, type OperationOf } from '../../model/index.ts';
import type { CommunityCore } from './core.ts';

/** What a box takes in an operation, rounded up, and what is left for them beside all the rest of it. */
const boxBytes = 144;
const roomForBoxes = limits.opBytes - 8 * 1024;

type RotationCore = Pick<CommunityCore, 'suite' | 'clock' | 'keys'>;

export type Rotation = {
  readonly newEpoch: NewEpoch;
  /** Readers that the operation has no room for: they are sealed to in operations that follow it. */
  readonly rest: (epoch: EpochId) => readonly OperationOf<'epochSealed'>[];
};

const inPieces = <T>(items: readonly T[], size: number): readonly (readonly T[])[] => {
  const pieces: (readonly T[])[] = [];
  for (let from = 0; from < items.length; from += size) pieces.push(items.slice(from, from + size));
  return pieces;
};

const toSealings = (epoch: EpochId, boxes: NewEpoch['boxes']): readonly OperationOf<'epochSealed'>[] =>
  inPieces(boxes, Math.floor(roomForBoxes / boxBytes)).map((piece) => ({
    type: 'epochSealed',
    epoch,
    boxes: [...piece],
  }));

/** A new key for an audience. In a removal it is for all but who is `leaving`; `taken` are the bytes of the rest of it. */
export const rotationFor = (
  { suite, clock, keys }: RotationCore,
  community: Community,
  audience: Audience,
  removal: { readonly leaving: Leaving; readonly taken: number } = { leaving: null, taken: 0 },
): Rotation => {
  const recipients = epochRecipients(community, clock.now(), audience, removal.leaving);
  const history = [...community.epochs].reverse().flatMap((epoch) => {
    const key = allMayRead(community, audience, epoch) ? keys.of(epoch) : null;
    return key === null ? [] : [{ epoch: epoch.id, key }];
  });
  const { newEpoch, key } = openEpoch(suite, { recipients: [], history });
  const boxes = sealToAll(suite, key, recipients);
  const room = Math.max(0, Math.floor((roomForBoxes - removal.taken) / boxBytes));
  return {
    newEpoch: { ...newEpoch, boxes: boxes.slice(0, room) },
    rest: (epoch) => toSealings(epoch, boxes.slice(room)),
  };
};

/** The operation that opens an audience's new epoch. */
export const rotationToOp = (audience: Audience, newEpoch: NewEpoch): GovernanceOp =>
  audience === null
    ? { type: 'epochOpened', ...newEpoch }
    : { type: 'channelEpochOpened', channel: audience, ...newEpoch };

/** Keys that are held, sealed to those who are due to have them. */
export const sealingsToOps = (
  { suite, keys }: RotationCore,
  community: Community,
  due: readonly SealingDue[],
): readonly GovernanceOp[] =>
  due.flatMap(({ epoch: id, recipients }) => {
    const epoch = epochById(community, id);
    const key = epoch ? keys.of(epoch) : null;
    return key === null ? [] : toSealings(id, sealToAll(suite, key, recipients));
  });
