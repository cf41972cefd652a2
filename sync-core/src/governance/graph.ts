/**
 * The admitted governance envelopes as a graph, and the one order in which everybody folds them [S2, T10].
 *
 * Linear order: parents (`previous` and `cites`) before children; among those whose parents are all
 * placed, the genesis first, then envelopes that hold an operation with cuts, then by position (hybrid time, log,
 * number), then by hash. An envelope with an ancestor missing has no place yet.
 */
import { compareStrings } from '../base/index.ts';
import {
  comparePositions,
  type DeviceId,
  type EnvelopeHash,
  type OperationType,
  type Position,
  positionOf,
} from '../model/index.ts';
import { createHeap } from './heap.ts';
import type { GovernanceEnvelope } from './types.ts';

export type Node = {
  readonly envelope: GovernanceEnvelope;
  readonly parents: readonly Node[];
  readonly children: Node[];
  readonly urgency: 0 | 1 | 2;
  readonly position: Position;
  /** Longest way down to a root: an ancestor's is always smaller. */
  readonly depth: number;
  /** Place in the linear order. Kept by the graph. */
  index: number;
  /** Smallest index among its children. Kept by the graph. */
  firstChild: number;
  forked: boolean;
};

const compareNodes = (a: Node, b: Node): number =>
  a.urgency - b.urgency ||
  comparePositions(a.position, b.position) ||
  compareStrings(a.envelope.hash, b.envelope.hash);

const parentHashes = ({ previous, cites }: GovernanceEnvelope): ReadonlySet<EnvelopeHash> =>
  new Set(previous === null ? cites : [previous, ...cites]);

/** Whether `a` comes before `b` causally. A node is no ancestor of itself. */
export const isAncestor = (a: Node, b: Node): boolean => {
  const seen = new Set<Node>();
  const open: Node[] = [b];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    for (const parent of node.parents) {
      if (parent === a) return true;
      if (parent.depth <= a.depth || seen.has(parent)) continue;
      seen.add(parent);
      open.push(parent);
    }
  }
  return false;
};

/** `nodes` and all before them, in linear order. */
export const closureOf = (nodes: Iterable<Node>): readonly Node[] => {
  const seen = new Set<Node>(nodes);
  for (const node of seen) for (const parent of node.parents) seen.add(parent);
  return [...seen].sort((a, b) => a.index - b.index);
};

/** Operations with cuts come before what is concurrent to them: the fewer are taken back. */
const reachingBack: ReadonlySet<OperationType> = new Set([
  'memberRemoved',
  'roleWithdrawn',
  'memberTimedOut',
  'actsReverted',
  'deviceRemoved',
]);

/** Beyond this many at once the order is made anew instead of by insertion. */
const insertionLimit = 64;

export type Graph = ReturnType<typeof createGraph>;

/** `isGenesis` says whether an envelope holds the operation the community's id commits to. */
export const createGraph = (isGenesis: (envelope: GovernanceEnvelope) => boolean) => {
  const nodes = new Map<EnvelopeHash, Node>();
  const byDevice = new Map<DeviceId, Node[]>();
  const places = new Map<string, Node>();
  const waiting = new Map<EnvelopeHash, GovernanceEnvelope[]>();
  const known = new Set<EnvelopeHash>();
  const heads = new Set<EnvelopeHash>();
  let sortedHeads: readonly EnvelopeHash[] | null = [];
  let order: Node[] = [];
  let lastPlaced: readonly EnvelopeHash[] = [];
  /** At k: how many of the first k have no child among them. */
  let open: number[] = [0];

  const urgencyOf = (envelope: GovernanceEnvelope): Node['urgency'] => {
    if (isGenesis(envelope)) return 0;
    return envelope.content.ops.some(({ type }) => reachingBack.has(type)) ? 1 : 2;
  };

  const place = (envelope: GovernanceEnvelope, parents: readonly Node[]): Node => {
    const { log, number, content } = envelope;
    const node: Node = {
      envelope,
      parents,
      children: [],
      urgency: urgencyOf(envelope),
      position: positionOf(content.time, log, number, 0),
      depth: parents.reduce((deepest, parent) => Math.max(deepest, parent.depth + 1), 0),
      index: -1,
      firstChild: Number.POSITIVE_INFINITY,
      forked: false,
    };
    nodes.set(envelope.hash, node);
    const own = byDevice.get(envelope.device);
    if (own === undefined) byDevice.set(envelope.device, [node]);
    else own.push(node);
    heads.add(envelope.hash);
    sortedHeads = null;
    for (const parent of parents) {
      parent.children.push(node);
      heads.delete(parent.envelope.hash);
    }
    return node;
  };

  /** Two envelopes at one place: neither counts, nor anything after them in that log. */
  const markForks = (node: Node): boolean => {
    const key = `${node.envelope.log}/${node.envelope.number}`;
    const other = places.get(key);
    if (other === undefined) places.set(key, node);
    const previous = node.envelope.previous === null ? undefined : nodes.get(node.envelope.previous);
    const broken = previous?.forked === true && previous.envelope.log === node.envelope.log;
    if (other === undefined && !broken) return false;
    const affected = other === undefined ? [node] : [node, other];
    for (let next = affected.pop(); next !== undefined; next = affected.pop()) {
      next.forked = true;
      for (const child of next.children)
        if (!child.forked && child.envelope.previous === next.envelope.hash) affected.push(child);
    }
    return true;
  };

  /** All that can be placed now that `first` may be; parents before children. */
  const admit = (first: GovernanceEnvelope, placed: Node[]): void => {
    const next = [first];
    for (let envelope = next.pop(); envelope !== undefined; envelope = next.pop()) {
      const parents: Node[] = [];
      let missing: EnvelopeHash | null = null;
      for (const hash of parentHashes(envelope)) {
        const parent = nodes.get(hash);
        if (parent === undefined) missing = hash;
        else parents.push(parent);
      }
      if (missing !== null) {
        const others = waiting.get(missing);
        if (others === undefined) waiting.set(missing, [envelope]);
        else others.push(envelope);
        continue;
      }
      placed.push(place(envelope, parents));
      next.push(...(waiting.get(envelope.hash) ?? []));
      waiting.delete(envelope.hash);
    }
  };

  const sortAll = (): void => {
    const missing = new Map<Node, number>();
    const ready = createHeap(compareNodes);
    for (const node of nodes.values()) {
      missing.set(node, node.parents.length);
      if (node.parents.length === 0) ready.push(node);
    }
    order = [];
    for (let node = ready.pop(); node !== undefined; node = ready.pop()) {
      order.push(node);
      for (const child of node.children) {
        const left = (missing.get(child) ?? 0) - 1;
        missing.set(child, left);
        if (left === 0) ready.push(child);
      }
    }
  };

  /** Where Kahn's algorithm would have taken it: at the first step after its parents that prefers it. */
  const insert = (node: Node): number => {
    let at = node.parents.reduce((last, parent) => Math.max(last, parent.index + 1), 0);
    for (let next = order[at]; next !== undefined && compareNodes(next, node) < 0; next = order[++at]);
    order.splice(at, 0, node);
    for (let i = at; i < order.length; i++) {
      const moved = order[i];
      if (moved !== undefined) moved.index = i;
    }
    return at;
  };

  /** Takes the last of the order into the tallies of children and open ends. */
  const tally = (node: Node): void => {
    let closed = 0;
    for (const parent of node.parents) {
      if (parent.firstChild < node.index) continue;
      parent.firstChild = node.index;
      closed++;
    }
    open.push((open[node.index] ?? 0) + 1 - closed);
  };

  const renumber = (): void => {
    open = [0];
    for (const [index, node] of order.entries()) {
      node.index = index;
      node.firstChild = Number.POSITIVE_INFINITY;
    }
    for (const node of order) tally(node);
  };

  return {
    get: (hash: EnvelopeHash): Node | undefined => nodes.get(hash),
    order: (): readonly Node[] => order,
    nodesOf: (device: DeviceId): readonly Node[] => byDevice.get(device) ?? [],
    /** Tells whether an envelope had its place before the last `add`. */
    placedBefore: () => {
      const last = new Set(lastPlaced);
      return (hash: EnvelopeHash): boolean => nodes.has(hash) && !last.has(hash);
    },
    /** The heads of all that is dated up to `ms`, with what it rests on dated so too. */
    upTo(ms: number): readonly Node[] {
      const taken = new Set<Node>();
      const open = new Set<Node>();
      for (const node of order) {
        if (node.envelope.content.time.ms > ms || !node.parents.every((parent) => taken.has(parent)))
          continue;
        taken.add(node);
        open.add(node);
        for (const parent of node.parents) open.delete(parent);
      }
      return [...open];
    },
    /** How many wait for an ancestor. */
    waiting: (): number => known.size - nodes.size,
    heads(): readonly EnvelopeHash[] {
      sortedHeads ??= [...heads].sort();
      return sortedHeads;
    },
    /** How many heads the first `length` of the order have. */
    openAt: (length: number): number => open[length] ?? 0,
    /**
     * The first index whose fold may differ (the length before, when all was appended), or null when
     * nothing new found its place.
     */
    add(envelopes: Iterable<GovernanceEnvelope>): number | null {
      const placed: Node[] = [];
      for (const envelope of envelopes) {
        if (known.has(envelope.hash)) continue;
        known.add(envelope.hash);
        admit(envelope, placed);
      }
      lastPlaced = placed.map(({ envelope }) => envelope.hash);
      if (placed.length === 0) return null;
      let forked = false;
      for (const node of placed) forked = markForks(node) || forked;
      let from = order.length;
      if (placed.length > insertionLimit) {
        const before = order;
        sortAll();
        from = before.findIndex((node, index) => order[index] !== node);
        if (from < 0) from = before.length;
        renumber();
      } else {
        let appended = true;
        for (const node of placed) {
          const at = insert(node);
          if (at < order.length - 1) appended = false;
          from = Math.min(from, at);
        }
        if (appended) for (const node of placed) tally(node);
        else renumber();
      }
      return forked ? 0 : from;
    },
  };
};
