/**
 * Which changes are applied, and in which order: a pure function of the set of them, however they came [S2].
 *
 * Applied is what counts, and what it rests on, its writer's change before it included. Left out for good is one
 * whose operations aren't numbered from where what it rests on ends (such numbers would let anyone exhaust them,
 * or take another's), and all that rests on it.
 */
import type { DocumentEntry } from '../port.ts';
import type { AdmittedChange } from './admit.ts';
import { firstChange } from './shape.ts';

export type GraphNode = {
  readonly change: AdmittedChange;
  /** The writer's change before it; null for its first. */
  readonly before: string | null;
  readonly counts: boolean;
  /** By which it came. */
  readonly entry: Pick<DocumentEntry, 'writer' | 'place'>;
};

export type Settled = {
  /** What is applied, each after what it rests on. */
  readonly order: readonly GraphNode[];
  /** Hashes of what never can be. */
  readonly spoilt: ReadonlySet<string>;
};

const restsOn = ({ change, before }: GraphNode): readonly string[] =>
  before === null || change.deps.includes(before) ? change.deps : [...change.deps, before];

/** What counts, and whatever of these it rests on. */
const wantedOf = (nodes: ReadonlyMap<string, GraphNode>): ReadonlySet<GraphNode> => {
  const found = new Set([...nodes.values()].filter(({ counts }) => counts));
  // A set's walk goes on with what is added on the way.
  for (const node of found)
    for (const dep of restsOn(node)) {
      const below = nodes.get(dep);
      if (below) found.add(below);
    }
  return found;
};

/** `unfit`: what Automerge can't apply, though it looks well. */
export const settle = (nodes: ReadonlyMap<string, GraphNode>, unfit: ReadonlySet<string>): Settled => {
  /** Hash → the number of its last operation. */
  const ends = new Map<string, number>([[firstChange.hash, firstChange.maxOp]]);
  const open = new Map<GraphNode, number>();
  const above = new Map<string, GraphNode[]>();
  const ready: GraphNode[] = [];
  for (const node of wantedOf(nodes)) {
    const unmet = restsOn(node).filter((dep) => !ends.has(dep));
    open.set(node, unmet.length);
    if (unmet.length === 0) ready.push(node);
    for (const dep of unmet) {
      const known = above.get(dep);
      if (known) known.push(node);
      else above.set(dep, [node]);
    }
  }
  const order: GraphNode[] = [];
  const spoilt = new Set<string>();
  for (const node of ready) {
    const { hash, startOp, maxOp } = node.change;
    const deps = restsOn(node);
    const sound =
      !unfit.has(hash) &&
      deps.every((dep) => !spoilt.has(dep)) &&
      startOp === 1 + deps.reduce((most, dep) => Math.max(most, ends.get(dep) ?? 0), 0);
    if (sound) order.push(node);
    else spoilt.add(hash);
    ends.set(hash, maxOp);
    for (const next of above.get(hash) ?? []) {
      const left = (open.get(next) ?? 0) - 1;
      open.set(next, left);
      if (left === 0) ready.push(next);
    }
  }
  return { order, spoilt };
};
