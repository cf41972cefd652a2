/**
 * The audit: every operation with why it counts, or why it doesn't, as data that the UI puts into words.
 * Made by folding once more under the pins that stand, so it can't say other than `resolve` does [T10, T12].
 */
import type { DeviceId, EnvelopeHash, MemberId, Operation, OperationType, OpId } from '../model/index.ts';
import { explain, type Step } from './explain.ts';
import type { Judged, Listener } from './fold.ts';
import type { ActRefusal, Ground } from './judging.ts';

/** What an act rests on; of a permission, the steps by which it was held. */
export type Why = { readonly ground: Ground; readonly steps: readonly Step[] };

export type AuditEntry = {
  readonly op: OpId;
  readonly operation: Judged['op'];
  /** Whose device wrote it; null for a device that nobody has certified. */
  readonly by: MemberId | null;
  readonly device: DeviceId;
  readonly at: number;
  readonly envelope: EnvelopeHash;
  /** The heads that the author had seen. */
  readonly cites: readonly EnvelopeHash[];
  readonly verdict:
    | { readonly counts: true; readonly why: readonly Why[] }
    | ({ readonly counts: false } & ActRefusal);
};

export type AuditFilter = {
  readonly op?: OpId;
  readonly by?: MemberId;
  readonly types?: ReadonlySet<OperationType>;
  /** Whom or what an operation is about: any id that it names. */
  readonly target?: string;
  readonly fromMs?: number;
  readonly untilMs?: number;
  readonly counts?: boolean;
};

const idsIn = (value: unknown, id: string): boolean => {
  if (value === id) return true;
  if (typeof value !== 'object' || value === null || value instanceof Uint8Array) return false;
  return Object.values(value).some((inner) => idsIn(inner, id));
};

/** Whether an operation names this member, role, channel, category, invite or operation. */
export const isAbout = (op: OpId, operation: Operation, id: string): boolean =>
  op === id || idsIn(operation, id);

const suits = ({ op, id, by, node, refusal }: Judged, filter: AuditFilter): boolean => {
  const at = node.envelope.content.time.ms;
  return (
    (filter.op === undefined || filter.op === id) &&
    (filter.by === undefined || filter.by === by) &&
    (filter.types === undefined || filter.types.has(op.type)) &&
    (filter.fromMs === undefined || at >= filter.fromMs) &&
    (filter.untilMs === undefined || at <= filter.untilMs) &&
    (filter.counts === undefined || filter.counts === (refusal === null)) &&
    (filter.target === undefined || isAbout(id, op, filter.target))
  );
};

/** Listens to a fold and keeps what suits the filter, in linear order. */
export const createAuditor = (filter: AuditFilter): Listener & { entries(): readonly AuditEntry[] } => {
  const entries: AuditEntry[] = [];
  let whys: Why[] = [];
  return {
    // At once: the state that an act was judged in is gone when it has been applied.
    ground(ground, community, { by, at }) {
      const steps =
        ground.kind === 'permission'
          ? explain(community, by, ground.permission, ground.place ?? undefined, at)
          : [];
      whys.push({ ground, steps });
    },
    judged(judged) {
      const why = whys;
      whys = [];
      const { id, by, node, op, refusal } = judged;
      if (!suits(judged, filter)) return;
      const { device, hash, cites, content } = node.envelope;
      const verdict: AuditEntry['verdict'] =
        refusal === null ? { counts: true, why } : { counts: false, ...refusal };
      entries.push({
        op: id,
        operation: op,
        by,
        device,
        at: content.time.ms,
        envelope: hash,
        cites,
        verdict,
      });
    },
    entries: () => entries,
  };
};
