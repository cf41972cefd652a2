/**
 * What a late operation overturned, so that people can be told [T10]: acts that counted and don't any more, or
 * count after all, whom they concern, and what did it.
 */
import { type CipherSuite, opIdOf } from '../crypto/index.ts';
import {
  type DeviceId,
  type EnvelopeHash,
  type GovernanceOp,
  governanceStream,
  isGovernanceOp,
  type MemberId,
  type Operation,
  type OperationType,
  type OpId,
} from '../model/index.ts';
import { isKeyOp } from './act.ts';
import { isAbout } from './audit.ts';
import type { Community, GovernanceEnvelope, GovernanceRefusal, RefusedOp } from './types.ts';

/** An operation whose verdict a late operation changed; null for one that counts. */
export type Overturned = {
  readonly op: OpId;
  readonly envelope: EnvelopeHash;
  readonly device: DeviceId;
  readonly type: OperationType;
  readonly before: GovernanceRefusal | null;
  readonly after: GovernanceRefusal | null;
};

/** What was decided in one state and is decided otherwise in another; `wasPlaced`: was it decided before? */
export const overturnedBetween = (
  before: readonly RefusedOp[],
  after: readonly RefusedOp[],
  wasPlaced: (envelope: EnvelopeHash) => boolean,
): readonly Overturned[] => {
  const reasons = new Map(before.map((refused) => [refused.op, refused.reason]));
  const overturned: Overturned[] = [];
  const standing = new Set<OpId>();
  for (const { op, envelope, device, type, reason } of after) {
    standing.add(op);
    const earlier = reasons.get(op) ?? null;
    if (earlier !== reason && wasPlaced(envelope))
      overturned.push({ op, envelope, device, type, before: earlier, after: reason });
  }
  for (const { op, envelope, device, type, reason } of before)
    if (!standing.has(op)) overturned.push({ op, envelope, device, type, before: reason, after: null });
  return overturned;
};

type WithOp = { readonly id: OpId; readonly op: Operation };

/** The operations of some envelopes, each with its id. */
export const operationsOf = (
  suite: CipherSuite,
  envelopes: Iterable<GovernanceEnvelope>,
): readonly WithOp[] =>
  [...envelopes].flatMap(({ log, number, content }) =>
    content.ops.map((op, index) => ({ id: opIdOf(suite, governanceStream, log, number, index), op })),
  );

/** What nobody decided by hand: keys and signs of life. */
const isAutomatic = (op: GovernanceOp): boolean => isKeyOp(op) || op.type === 'ownerSeen';

/** Whether it is somebody's own act, or one that names them. */
export const concerns = (op: Operation, id: OpId, author: MemberId | null, person: MemberId): boolean =>
  isGovernanceOp(op) && !isAutomatic(op) && (author === person || isAbout(id, op, person));

/** The decision about somebody for which their acts don't count; the last, as earlier ones were known. */
export const decisionAgainst = (
  community: Community,
  author: MemberId,
  reason: GovernanceRefusal | null,
): OpId | undefined => {
  switch (reason) {
    case 'after-removal':
    case 'not-a-member':
      return community.removals.get(author)?.at(-1)?.op;
    case 'reverted':
      return [...community.reverts.values()].findLast(
        ({ members, undone }) => undone === null && members.includes(author),
      )?.op;
    case 'timed-out':
      return community.members.get(author)?.timeout?.op;
    default:
      return undefined;
  }
};

/**
 * The decision that overturned an act: what binds its author, else what of that which came names them, else
 * whatever came and counts. Null when nothing of that is known.
 */
export const causeOf = (
  community: Community,
  { op, after }: Overturned,
  author: MemberId | null,
  came: readonly WithOp[],
): OpId | null => {
  if (author !== null) {
    const binding = decisionAgainst(community, author, after);
    if (binding !== undefined && binding !== op) return binding;
  }
  const refused = new Set(community.refused.map((one) => one.op));
  const counting = came.filter(
    ({ id, op: fresh }) => id !== op && !refused.has(id) && isGovernanceOp(fresh) && !isAutomatic(fresh),
  );
  const naming =
    author === null ? undefined : counting.findLast(({ id, op: fresh }) => isAbout(id, fresh, author));
  return (naming ?? counting.at(-1))?.id ?? null;
};
