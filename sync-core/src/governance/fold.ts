/**
 * The fold: the linear order once through, each operation judged in the state before it [T10, T11].
 *
 * A removal's cut reaches back. When a removal is met whose cut takes back something that was already
 * folded, it is pinned: its cut holds from the start of the next round. Rounds end when none is left
 * to pin; each round pins the one whose author stood highest, so that what a removed person granted
 * can't save them from those above. Pins only grow and depend on the set alone: one fixpoint.
 */
import { bytesEqual } from '../base/index.ts';
import { type CipherSuite, genesisEpochId, genesisHashOf, opIdOf } from '../crypto/index.ts';
import {
  type GovernanceOp,
  governanceStream,
  isGovernanceOp,
  type MemberId,
  type OperationOf,
  type OpId,
} from '../model/index.ts';
import { canAct } from './act.ts';
import { type Act, applyJoin, applyPlain, applyRemoval } from './apply.ts';
import { lengthUnder } from './cuts.ts';
import type { Draft } from './draft.ts';
import { type Graph, isAncestor, type Node } from './graph.ts';
import { type Proofs, refuseJoin } from './join.ts';
import { compareRanks, type Rank, rankOf } from './rank.ts';
import type { Community, CommunityRoot, GovernanceRefusal, Member, Removal } from './types.ts';

export type FoldContext = {
  readonly suite: CipherSuite;
  readonly root: CommunityRoot;
  readonly graph: Graph;
  readonly proofs: Proofs;
  /** The state that an envelope's writer had before them. */
  readonly before: (node: Node) => Community;
  /** Whether a node of the graph is among those folded; not asked about later ones. */
  readonly includes: (node: Node) => boolean;
};

export type Pin = { readonly removal: Removal; readonly node: Node };
export type Pins = ReadonlyMap<OpId, Pin>;
export type Candidate = Pin & { readonly rank: Rank };

export const createFold = (context: FoldContext, draft: Draft, pins: Pins) => {
  const { suite, root, graph, proofs } = context;
  const { live } = draft;
  const candidates: Candidate[] = [];
  const pinned = new Map<MemberId, Pin[]>();
  for (const pin of pins.values()) {
    const others = pinned.get(pin.removal.member);
    if (others === undefined) pinned.set(pin.removal.member, [pin]);
    else others.push(pin);
  }

  const cuts = (removal: Removal, removed: Node, node: Node): boolean =>
    node.envelope.number >= lengthUnder(removal, 'governance', node.envelope.log) &&
    !isAncestor(removed, node);

  /** Removals of `member` whose cut lies before `node` and which its writer had not seen. */
  const removalsCutting = (member: MemberId, node: Node): readonly Removal[] => {
    const found: Removal[] = [];
    const early = pinned.get(member) ?? [];
    for (const { removal, node: removed } of early) if (cuts(removal, removed, node)) found.push(removal);
    for (const removal of live.removals.get(member) ?? []) {
      const removed = graph.get(removal.envelope);
      if (removed !== undefined && !pins.has(removal.op) && cuts(removal, removed, node)) found.push(removal);
    }
    return found;
  };

  /** A join that the remover had seen stays: it is the membership that the removal ended. */
  const isCutOff = (member: MemberId, node: Node, op: GovernanceOp): boolean => {
    for (const removal of removalsCutting(member, node)) {
      const removed = graph.get(removal.envelope);
      if (op.type === 'memberJoined' && removed !== undefined && isAncestor(node, removed)) continue;
      // Two who remove each other without knowing: both removals stand.
      if (op.type === 'memberRemoved' && op.member === removal.by) continue;
      return true;
    }
    return false;
  };

  const found = (act: Act, op: OperationOf<'genesis'>): GovernanceRefusal | null => {
    if (!bytesEqual(genesisHashOf(suite, op), root.genesisHash)) return 'wrong-genesis';
    if (live.founded) return 'already-founded';
    draft.set({ founded: true, name: op.name, createdAt: op.createdAt, owner: op.founder });
    draft.epochs.push({
      id: genesisEpochId(root.genesisHash),
      opened: null,
      commitment: op.epochCommitment,
      by: act.by,
      removals: 0,
    });
    return null;
  };

  /** Someone whom a concurrent removal has already taken out of the state, as they were. */
  const formerOf = (member: MemberId, node: Node): Member | null => {
    for (const removal of live.removals.get(member) ?? []) {
      const removed = graph.get(removal.envelope);
      if (removal.former !== null && removed !== undefined && !isAncestor(removed, node))
        return removal.former;
    }
    return null;
  };

  const noteCandidate = (removal: Removal, node: Node): void => {
    if (pins.has(removal.op)) return;
    for (const device of live.devices.values()) {
      if (device.member !== removal.member) continue;
      for (const other of graph.nodesOf(device.id)) {
        if (other.index >= node.index || !context.includes(other) || !cuts(removal, node, other)) continue;
        const seenJoin = isAncestor(other, node);
        const counts = other.envelope.content.ops.some(
          (op) =>
            !(op.type === 'memberJoined' && seenJoin) &&
            op.type !== 'genesis' &&
            !(op.type === 'memberRemoved' && op.member === removal.by),
        );
        if (!counts) continue;
        const former = live.members.get(removal.by);
        candidates.push({ removal, node, rank: rankOf(live, removal.by, former) });
        return;
      }
    }
  };

  const remove = (act: Act, op: OperationOf<'memberRemoved'>): GovernanceRefusal | null => {
    const isPinned = pins.has(act.id);
    const target = live.members.get(op.member) ?? formerOf(op.member, act.node);
    if (!isPinned) {
      const refusal = judgeRemoval(act, op, target);
      if (refusal !== null) return refusal;
    }
    const removal = applyRemoval(draft, act, op, target);
    noteCandidate(removal, act.node);
    return null;
  };

  const judgeRemoval = (
    act: Act,
    op: OperationOf<'memberRemoved'>,
    target: Member | null,
  ): GovernanceRefusal | null => {
    let state: Community = live;
    if (!live.members.has(act.by)) {
      const mutual = removedByTarget(act.by, op.member, act.node);
      if (!mutual) return 'not-a-member';
      state = context.before(act.node);
    } else if (target !== null && !live.members.has(op.member)) {
      state = { ...live, members: new Map(live.members).set(op.member, target) };
    }
    const verdict = canAct(state, act.by, op);
    return verdict.ok ? null : verdict.error.reason;
  };

  const removedByTarget = (author: MemberId, target: MemberId, node: Node): boolean =>
    (live.removals.get(author) ?? []).some((removal) => {
      const removed = graph.get(removal.envelope);
      return removal.by === target && removed !== undefined && !isAncestor(removed, node);
    });

  const judge = (act: Act, op: GovernanceOp): GovernanceRefusal | null => {
    if (act.node.forked) return 'forked';
    if (op.type === 'genesis') return found(act, op);
    const { device, content } = act.node.envelope;
    if (!pins.has(act.id) && isCutOff(act.by, act.node, op)) return 'after-removal';
    if (op.type === 'memberJoined') {
      const refusal = refuseJoin(live, proofs, op, device, content.time.ms);
      if (refusal === null) applyJoin(draft, act, op);
      return refusal;
    }
    if (op.type === 'memberRemoved') return remove(act, op);
    const member = live.members.get(act.by);
    if (member === undefined || live.devices.get(device)?.membership !== member.membership)
      return 'not-a-member';
    const verdict = canAct(live, act.by, op);
    if (!verdict.ok) return verdict.error.reason;
    applyPlain(draft, act, op);
    return null;
  };

  const authorOfOp = (node: Node, op: GovernanceOp): MemberId | null => {
    if (op.type === 'memberJoined') return op.certificate.member;
    if (op.type === 'genesis') return op.founder;
    return live.devices.get(node.envelope.device)?.member ?? null;
  };

  return {
    candidates: (): readonly Candidate[] => candidates,
    /** Folds one envelope. Operations of a newer version are passed over, neither counted nor refused. */
    step(node: Node): void {
      const { envelope } = node;
      for (const [index, op] of envelope.content.ops.entries()) {
        if (op.type === 'unknown') continue;
        const id = opIdOf(suite, governanceStream, envelope.log, envelope.number, index);
        const by = isGovernanceOp(op) ? authorOfOp(node, op) : null;
        const reason = !isGovernanceOp(op)
          ? 'wrong-stream'
          : by === null
            ? 'not-a-member'
            : judge({ id, by, node }, op);
        if (reason === null) continue;
        draft.refused.push({
          op: id,
          envelope: envelope.hash,
          device: envelope.device,
          type: op.type,
          reason,
        });
      }
    },
  };
};

/** The one to pin next: whose author stood highest, then the first in linear order. */
export const bestCandidate = (candidates: readonly Candidate[]): Candidate | null => {
  let best: Candidate | null = null;
  for (const candidate of candidates) {
    if (best === null || compareRanks(candidate.rank, best.rank) > 0) best = candidate;
  }
  return best;
};
