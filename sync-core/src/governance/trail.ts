/**
 * The trail: every operation with its verdict and its account, in linear order, for lists that are filtered and
 * paged. Told once and then only as far as something changed: what was told of earlier operations stands for as
 * long as their order and verdicts do. Why an act counts is worked out when it is asked [T10, T12].
 */
import { type DeviceId, type EnvelopeHash, limits, type MemberId, type OpId } from '../model/index.ts';
import type { Account, KnownNames, Named } from './account.ts';
import { accountOf, type ToAccount } from './account-of.ts';
import type { Judged, Listener, ToJudge } from './fold.ts';
import type { Graph, Node } from './graph.ts';
import type { ActRefusal } from './judging.ts';
import type { Run } from './run.ts';
import type { Community } from './types.ts';

export type TrailEntry = {
  readonly op: OpId;
  readonly operation: ToAccount['op'];
  readonly account: Account;
  /** Whose device wrote it, as they were called then; null for a device that nobody has certified. */
  readonly author: Named | null;
  readonly by: MemberId | null;
  readonly device: DeviceId;
  readonly envelope: EnvelopeHash;
  readonly at: number;
  /** Dated well before what its author had seen: somebody's clock is wrong, or they dated back. */
  readonly datedBack: boolean;
  readonly refusal: ActRefusal | null;
  /** Of its envelope in the linear order. */
  readonly index: number;
};

export type Trail = {
  /** In linear order. */
  readonly entries: readonly TrailEntry[];
  /** All that was ever called something, as it was called last. */
  readonly names: KnownNames;
};

const isDatedBack = ({ envelope, parents }: Node): boolean =>
  parents.some((parent) => parent.envelope.content.time.ms > envelope.content.time.ms + limits.clockDriftMs);

const entryOf = (
  { id, by, node, op, refusal }: Judged,
  { account, author }: Pick<TrailEntry, 'account' | 'author'>,
): TrailEntry => ({
  op: id,
  operation: op,
  account,
  author,
  by,
  device: node.envelope.device,
  envelope: node.envelope.hash,
  at: node.envelope.content.time.ms,
  datedBack: isDatedBack(node),
  refusal,
  index: node.index,
});

type Retell = (run: Run, listener: Listener, from: number) => void;

export const createTrail = (graph: Graph, retell: () => Retell) => {
  let entries: TrailEntry[] = [];
  let names = new Map<string, Named>();
  let told: Trail | null = null;
  /** How much of the order stands as it was told. */
  let standing = 0;

  const tell = (run: Run): void => {
    if (standing === 0) names = new Map();
    const kept = entries.findIndex(({ index }) => index >= standing);
    if (kept >= 0) entries = entries.slice(0, kept);
    const from = standing;
    let pending: ReturnType<typeof accountOf> | null = null;
    retell()(
      run,
      {
        judging({ id, by, node, op }: ToJudge, community: Community) {
          pending = node.index < from ? null : accountOf(community, { id, by, op });
        },
        judged(judged) {
          if (pending === null) return;
          if (judged.refusal === null) for (const named of pending.made) names.set(named.id, named);
          entries.push(entryOf(judged, pending));
        },
      },
      from,
    );
    standing = graph.order().length;
  };

  return {
    /** Only the first `length` of the order stand as they were told. */
    keep(length: number): void {
      standing = Math.min(standing, length);
      told = null;
    },
    of(run: Run | null): Trail {
      if (told !== null) return told;
      if (run !== null && standing < graph.order().length) tell(run);
      told = { entries, names };
      return told;
    },
  };
};
