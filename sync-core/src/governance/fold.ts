/**
 * The fold: the linear order once through, each operation judged in the state before it [T10, T11].
 *
 * A removal's cut reaches back; so do those of a raid undo and of a role withdrawn. When one is met whose
 * cut takes back something that was already folded, it is pinned: its cut holds from the start of the next
 * round. Undoing a raid undo is pinned likewise: in the next round its cut binds nobody. Rounds end when
 * none is left to pin; each round pins the one whose author stood highest, so that what a removed person
 * granted can't save them from those above. Pins only grow and depend on the set alone: one fixpoint.
 */
import { bytesEqual, unreachable } from '../base/index.ts';
import { type CipherSuite, genesisEpochId, genesisHashOf, opIdOf } from '../crypto/index.ts';
import {
  type DeviceId,
  type GovernanceOp,
  governanceStream,
  isGovernanceOp,
  type MemberId,
  type Operation,
  type OperationOf,
  type OpId,
} from '../model/index.ts';
import { canAct, isKeyOp, isOpenToAll, isWithdrawal } from './act.ts';
import { absenceMs } from './act-office.ts';
import { type Act, applyPlain } from './apply.ts';
import { addDevice } from './apply-devices.ts';
import { applyJoin, applyRemoval } from './apply-people.ts';
import { isInForce, lengthUnder, withoutRole } from './cuts.ts';
import type { Draft } from './draft.ts';
import { closureOf, type Graph, isAncestor, type Node } from './graph.ts';
import { isPresent, type Proofs, refuseDevice, refuseJoin } from './join.ts';
import { type ActRefusal, type Ground, refuse } from './judging.ts';
import { compareRanks, type Rank, rankOf } from './rank.ts';
import type { Binding, Community, CommunityRoot, Member, Removal } from './types.ts';

export type FoldContext = {
  readonly suite: CipherSuite;
  readonly root: CommunityRoot;
  readonly graph: Graph;
  readonly proofs: Proofs;
  /** The state that an envelope's writer had before them. */
  readonly before: (node: Node) => Community;
  /** Whether a node of the graph is among those folded. */
  readonly includes: (node: Node) => boolean;
};

/** What holds from the start of a round: a cut, or that a raid undo binds nobody. */
export type Pin =
  | { readonly kind: 'cut'; readonly binding: Binding; readonly node: Node }
  | { readonly kind: 'undo'; readonly op: OpId; readonly revert: OpId; readonly node: Node };
export type Pins = ReadonlyMap<OpId, Pin>;
export type Candidate = { readonly op: OpId; readonly pin: Pin; readonly rank: Rank };

/** One operation, told before it is folded. */
export type ToJudge = {
  readonly id: OpId;
  readonly by: MemberId | null;
  readonly node: Node;
  readonly op: Exclude<Operation, { readonly type: 'unknown' }>;
};
/** And what became of it. */
export type Judged = ToJudge & { readonly refusal: ActRefusal | null };
/** Hears the fold: for the audit. `community` is the state in which the act is judged. */
export type Listener = {
  readonly judging?: (judging: ToJudge, community: Community) => void;
  readonly ground?: (ground: Ground, community: Community, act: Act) => void;
  readonly judged: (judged: Judged) => void;
};

/** Some bind what one device wrote, the others all that its person did. */
const bindsDevice = ({ effect }: Binding, device: DeviceId): boolean =>
  effect.kind !== 'device-removed' || effect.device === device;

const removalToBinding = (removal: Removal): Binding => ({
  op: removal.op,
  envelope: removal.envelope,
  members: [removal.member],
  by: removal.by,
  cuts: removal.cuts,
  effect: { kind: 'removed' },
});

export const createFold = (context: FoldContext, draft: Draft, pins: Pins, listener?: Listener) => {
  const { suite, root, graph, proofs } = context;
  const { live } = draft;
  const candidates: Candidate[] = [];
  const pinned = new Map<MemberId, { readonly binding: Binding; readonly node: Node }[]>();
  const undone = new Set<OpId>();
  for (const pin of pins.values()) {
    if (pin.kind === 'undo') undone.add(pin.revert);
    else
      for (const member of pin.binding.members) {
        const others = pinned.get(member);
        if (others === undefined) pinned.set(member, [pin]);
        else others.push(pin);
      }
  }

  const cuts = ({ cuts: lengths }: Pick<Binding, 'cuts'>, made: Node, node: Node): boolean =>
    node.envelope.number >= lengthUnder({ cuts: lengths }, 'governance', node.envelope.log) &&
    !isAncestor(made, node);

  const pasts = new Map<Node, ReadonlySet<Node>>();
  const pastOf = (node: Node): ReadonlySet<Node> => {
    const past = pasts.get(node) ?? new Set(closureOf([node]));
    pasts.set(node, past);
    return past;
  };

  /**
   * What somebody did while they were the owner is beyond the reach of those who had seen it: else whoever stands
   * above a former owner, who may be anybody, takes back all that the community rests on.
   */
  const isOwnersWord = ({ by }: Binding, member: MemberId, node: Node, made: Node): boolean =>
    live.owner === member && by !== member && pastOf(made).has(node);

  /** What binds `member` at `node`: its cut lies before, and the writer had not seen it. */
  const boundBy = (member: MemberId, node: Node): readonly { binding: Binding; made: Node }[] => {
    const found: { binding: Binding; made: Node }[] = [];
    const consider = (binding: Binding, made: Node | undefined): void => {
      if (!bindsDevice(binding, node.envelope.device)) return;
      if (made === undefined || undone.has(binding.op) || !cuts(binding, made, node)) return;
      if (!isOwnersWord(binding, member, node, made)) found.push({ binding, made });
    };
    for (const { binding, node: made } of pinned.get(member) ?? []) consider(binding, made);
    for (const removal of live.removals.get(member) ?? [])
      if (!pins.has(removal.op)) consider(removalToBinding(removal), graph.get(removal.envelope));
    for (const binding of live.bindings.get(member) ?? [])
      if (!pins.has(binding.op) && isInForce(live, binding)) consider(binding, graph.get(binding.envelope));
    return found;
  };

  /** Whether an act falls to a binding that its author hadn't seen. */
  const falls = (binding: Binding, made: Node, node: Node, by: MemberId, op: GovernanceOp): boolean => {
    // A join that was seen stays: it is the membership that was acted upon.
    const seenJoin = (op.type === 'memberJoined' || op.type === 'deviceAdded') && isAncestor(node, made);
    switch (binding.effect.kind) {
      case 'removed':
        // Two who remove each other without knowing: both removals stand.
        return !seenJoin && !(op.type === 'memberRemoved' && op.member === binding.by);
      case 'reverted':
        return !seenJoin && !isKeyOp(op);
      case 'timed-out':
        return !isOpenToAll(by, op) && node.envelope.content.time.ms < binding.effect.until;
      case 'without-role':
        return false;
      case 'device-removed':
        // Two devices that remove each other without knowing: both go.
        return !seenJoin && !(op.type === 'deviceRemoved' && op.device === made.envelope.device);
      default:
        return unreachable(binding.effect);
    }
  };

  const refusalOf = (binding: Binding): ActRefusal =>
    refuse(
      binding.effect.kind === 'reverted'
        ? 'reverted'
        : binding.effect.kind === 'timed-out'
          ? 'timed-out'
          : 'after-removal',
    );

  const found = (act: Act, op: OperationOf<'genesis'>): ActRefusal | null => {
    if (!bytesEqual(genesisHashOf(suite, op), root.genesisHash)) return refuse('wrong-genesis');
    if (live.founded) return refuse('already-founded');
    draft.set({ founded: true, name: op.name, createdAt: op.createdAt, owner: op.founder });
    draft.epochs.push({
      id: genesisEpochId(root.genesisHash),
      channel: null,
      opened: null,
      commitment: op.epochCommitment,
      by: act.by,
      openedAt: op.createdAt,
      removals: 0,
    });
    listener?.ground?.({ kind: 'founding' }, live, act);
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

  const nominate = (op: OpId, by: MemberId, pin: Pin): void => {
    candidates.push({ op, pin, rank: rankOf(live, by, live.members.get(by)) });
  };

  /** Whether this operation could count otherwise under the binding. */
  const concerns = (binding: Binding, node: Node, other: Node, member: MemberId, op: Operation): boolean =>
    isGovernanceOp(op) &&
    op.type !== 'genesis' &&
    (binding.effect.kind === 'without-role'
      ? !isOpenToAll(member, op)
      : falls(binding, node, other, member, op));

  /** Nominates a binding whose cut takes back something that was folded before it. */
  const noteBinding = (binding: Binding, node: Node): void => {
    if (pins.has(binding.op) || undone.has(binding.op)) return;
    // Timeouts bind what is said in channels; an act of governance goes by its place in the order.
    if (binding.effect.kind === 'timed-out') return;
    const members = new Set(binding.members);
    for (const device of live.devices.values()) {
      if (!members.has(device.member) || !bindsDevice(binding, device.id)) continue;
      for (const other of graph.nodesOf(device.id)) {
        if (other.index >= node.index || !context.includes(other) || !cuts(binding, node, other)) continue;
        if (!other.envelope.content.ops.some((op) => concerns(binding, node, other, device.member, op)))
          continue;
        nominate(binding.op, binding.by, { kind: 'cut', binding, node });
        return;
      }
    }
  };

  const remove = (act: Act, node: Node, op: OperationOf<'memberRemoved'>): ActRefusal | null => {
    const target = live.members.get(op.member) ?? formerOf(op.member, node);
    if (!pins.has(act.id)) {
      const refusal = judgeRemoval(act, node, op, target);
      if (refusal !== null) return refusal;
    }
    const removal = applyRemoval(draft, act, op, target);
    noteBinding(removalToBinding(removal), node);
    return null;
  };

  const ask = (state: Community, act: Act, op: GovernanceOp): ActRefusal | null => {
    const verdict = canAct(
      state,
      act.by,
      op,
      act.at,
      listener?.ground && ((ground) => listener.ground?.(ground, state, act)),
    );
    return verdict.ok ? null : verdict.error;
  };

  const judgeRemoval = (
    act: Act,
    node: Node,
    op: OperationOf<'memberRemoved'>,
    target: Member | null,
  ): ActRefusal | null => {
    // Unlike a person's, a device's own removal leaves nothing that would have to stand with another's.
    if (live.devices.get(node.envelope.device)?.removed != null) return refuse('device-removed');
    let state: Community = bare(act.by, node);
    if (!live.members.has(act.by)) {
      if (!removedByTarget(act.by, op.member, node)) return refuse('not-a-member');
      listener?.ground?.({ kind: 'mutual' }, live, act);
      state = context.before(node);
    } else if (target !== null && !live.members.has(op.member)) {
      state = { ...state, members: new Map(state.members).set(op.member, target) };
    }
    return ask(state, act, op);
  };

  const removedByTarget = (author: MemberId, target: MemberId, node: Node): boolean =>
    (live.removals.get(author) ?? []).some((removal) => {
      const removed = graph.get(removal.envelope);
      return removal.by === target && removed !== undefined && !isAncestor(removed, node);
    });

  /** Whether one device removes another that has removed it at the same time: both removals stand. */
  const isMutual = (by: MemberId, node: Node, op: GovernanceOp): boolean =>
    op.type === 'deviceRemoved' &&
    (live.bindings.get(by) ?? []).some(({ envelope, effect }) => {
      const made = graph.get(envelope);
      return (
        effect.kind === 'device-removed' &&
        effect.device === node.envelope.device &&
        made?.envelope.device === op.device &&
        !isAncestor(made, node)
      );
    });

  /** With the device that is to be removed, if it is gone by a removal that this one hadn't seen: its cut counts too. */
  const withFormerDevice = (state: Community, node: Node, op: GovernanceOp): Community => {
    if (op.type !== 'deviceRemoved') return state;
    const device = live.devices.get(op.device);
    if (device === undefined || device.removed === null) return state;
    const made = graph.get(device.removed.envelope);
    if (made === undefined || isAncestor(made, node)) return state;
    return { ...state, devices: new Map(state.devices).set(device.id, { ...device, removed: null }) };
  };

  /** The state in which an act is judged: without the roles that were withdrawn unseen. */
  const bare = (by: MemberId, node: Node): Community => {
    let state: Community = live;
    if (!pinned.has(by) && !live.bindings.has(by)) return state;
    for (const { binding } of boundBy(by, node))
      if (binding.effect.kind === 'without-role') state = withoutRole(state, by, binding.effect.role);
    return state;
  };

  /** A sign of the owner's that stands later in the order and is dated before the vote, within the days. */
  const ownerSpoke = (node: Node, at: number): boolean => {
    const { owner, succession } = live;
    if (owner === null || succession === null) return false;
    const from = at - absenceMs(succession.absentDays);
    for (const device of live.devices.values()) {
      if (device.member !== owner || device.removed !== null) continue;
      for (const other of graph.nodesOf(device.id)) {
        const { ms } = other.envelope.content.time;
        if (other.index > node.index && context.includes(other) && ms > from && ms < at) return true;
      }
    }
    return false;
  };

  const judge = (act: Act, node: Node, op: GovernanceOp): ActRefusal | null => {
    if (node.forked) return refuse('forked');
    if (op.type === 'genesis') return found(act, op);
    const { device } = node.envelope;
    const isPinned = pins.has(act.id);
    if (!isPinned)
      for (const { binding, made } of boundBy(act.by, node))
        if (falls(binding, made, node, act.by, op)) return refusalOf(binding);
    if (op.type === 'deviceAdded') {
      const refusal = refuseDevice(live, proofs, op, device);
      if (refusal !== null) return refuse(refusal);
      listener?.ground?.({ kind: 'admission' }, live, act);
      addDevice(draft, act, op);
      return null;
    }
    if (op.type === 'memberJoined') {
      const refusal = refuseJoin(live, proofs, op, device, act.at);
      if (refusal !== null) return refuse(refusal);
      listener?.ground?.({ kind: 'admission' }, live, act);
      applyJoin(draft, act, op);
      return null;
    }
    if (op.type === 'memberRemoved') return remove(act, node, op);
    if (!isPinned) {
      const member = live.members.get(act.by);
      const known = live.devices.get(device);
      const isIn = member !== undefined && known !== undefined && isPresent(live, known);
      if (!isIn && !isWithdrawal(live, act.by, op) && !isMutual(act.by, node, op))
        return refuse(known?.removed == null ? 'not-a-member' : 'device-removed');
      const refusal = ask(withFormerDevice(bare(act.by, node), node, op), act, op);
      if (refusal !== null) return refusal;
      if (op.type === 'successionVoted' && ownerSpoke(node, act.at)) return refuse('owner-present');
    }
    const binding = applyPlain(draft, act, op);
    if (binding !== null) noteBinding(binding, node);
    if (op.type === 'revertUndone' && !isPinned && !undone.has(op.revert))
      nominate(act.id, act.by, { kind: 'undo', op: act.id, revert: op.revert, node });
    return null;
  };

  const authorOfOp = (node: Node, op: GovernanceOp): MemberId | null => {
    if (op.type === 'memberJoined' || op.type === 'deviceAdded') return op.certificate.member;
    if (op.type === 'genesis') return op.founder;
    if (op.type === 'joinAnswered' && live.applicants.get(op.member)?.device === node.envelope.device)
      return op.member;
    return live.devices.get(node.envelope.device)?.member ?? null;
  };

  const judgeAny = (id: OpId, by: MemberId | null, node: Node, op: Operation): ActRefusal | null => {
    if (!isGovernanceOp(op)) return refuse('wrong-stream');
    if (by === null) return refuse('not-a-member');
    const { hash, content } = node.envelope;
    return judge({ id, by, at: content.time.ms, envelope: hash }, node, op);
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
        const author = by ?? live.devices.get(envelope.device)?.member ?? null;
        listener?.judging?.({ id, by: author, node, op }, live);
        const refusal = judgeAny(id, by, node, op);
        listener?.judged({ id, by: author, node, op, refusal });
        if (refusal === null) continue;
        draft.refused.push({
          op: id,
          envelope: envelope.hash,
          device: envelope.device,
          type: op.type,
          reason: refusal.reason,
          by: author,
          permission: refusal.permission,
        });
      }
      const { owner } = live;
      const device = live.devices.get(envelope.device);
      if (owner === null || device?.member !== owner || device.removed !== null) return;
      const { ms } = envelope.content.time;
      if (ms > live.ownerSeenAt) draft.set({ ownerSeenAt: ms });
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
