/** Runs folds over parts of the linear order: from the start or from a checkpoint, to the fixpoint. */

import type { CipherSuite } from '../crypto/index.ts';
import type { EnvelopeHash, OpId } from '../model/index.ts';
import { createDraft, type Draft, emptyCommunity } from './draft.ts';
import { bestCandidate, createFold, type FoldContext, type Listener, type Pin, type Pins } from './fold.ts';
import { closureOf, type Graph, type Node } from './graph.ts';
import type { Proofs } from './join.ts';
import type { Community, CommunityRoot } from './types.ts';

/** The state before the envelope at `index`. */
export type Checkpoint = { readonly index: number; readonly state: Community };

export type Run = {
  readonly draft: Draft;
  readonly pins: Pins;
  /** Of the last round, oldest first. */
  readonly checkpoints: Checkpoint[];
};

const maxCheckpoints = 32;
const firstSpacing = 128;

/** Keeps few checkpoints however long the order grows: when there are too many, every other one goes. */
const noteCheckpoint = (checkpoints: Checkpoint[], draft: Draft, index: number): void => {
  const last = checkpoints.at(-1)?.index ?? 0;
  const spacing = Math.max(firstSpacing, Math.floor(index / maxCheckpoints));
  if (index - last < spacing) return;
  checkpoints.push({ index, state: draft.snapshot([]) });
  if (checkpoints.length <= maxCheckpoints) return;
  const kept = checkpoints.filter((_, place) => place % 2 === 1 || place >= checkpoints.length - 4);
  checkpoints.splice(0, checkpoints.length, ...kept);
};

/** Whether a sign of an owner's comes so late that votes before it in the order have counted without it. */
const mayVoidVotes = (live: Community, { envelope }: Node): boolean => {
  const { owner, successionVotes, successions } = live;
  if (successionVotes.size === 0 && successions.length === 0) return false;
  const author = live.devices.get(envelope.device)?.member;
  const { ms } = envelope.content.time;
  for (const { at } of successionVotes.values()) if (author === owner && ms < at) return true;
  return successions.some(({ from, at }) => author === from && ms < at);
};

const noPins: Pins = new Map();

export const createRunner = (suite: CipherSuite, root: CommunityRoot, graph: Graph, proofs: Proofs) => {
  const befores = new WeakMap<Node, Community>();
  const before = (node: Node): Community => {
    const known = befores.get(node);
    if (known !== undefined) return known;
    const state = runClosure(node.parents);
    befores.set(node, state);
    return state;
  };
  const whole: FoldContext = { suite, root, graph, proofs, before, includes: () => true };

  /** One round from `start`, which is a state of the whole order. */
  const round = (
    context: FoldContext,
    nodes: readonly Node[],
    pins: Pins,
    start: Checkpoint,
    checkpoints: Checkpoint[],
  ) => {
    const draft = createDraft(start.state);
    const fold = createFold(context, draft, pins);
    for (const node of start.index === 0 ? nodes : nodes.slice(start.index)) {
      noteCheckpoint(checkpoints, draft, node.index);
      fold.step(node);
    }
    return { draft, candidates: fold.candidates() };
  };

  /** Part of the order once more under the pins of `run`, with someone listening: at least that part. */
  const retell = (run: Run, listener: Listener, from = 0, until = graph.order().length): void => {
    const start = run.checkpoints.findLast(({ index }) => index <= from);
    const draft = createDraft(start?.state ?? emptyCommunity(root.id));
    const fold = createFold(whole, draft, run.pins, listener);
    for (const node of graph.order().slice(start?.index ?? 0, until)) fold.step(node);
  };

  const runAll = (nodes: readonly Node[], context: FoldContext = whole): Run => {
    const pins = new Map<OpId, Pin>();
    for (;;) {
      const checkpoints: Checkpoint[] = [];
      const start = { index: 0, state: emptyCommunity(root.id) };
      const { draft, candidates } = round(context, nodes, pins, start, checkpoints);
      const best = bestCandidate(candidates);
      if (best === null) return { draft, pins, checkpoints };
      pins.set(best.op, best.pin);
    }
  };

  /** The state that `nodes` and all before them make. */
  const runClosure = (nodes: Iterable<Node>): Community => {
    const closure = closureOf(nodes);
    const members = new Set(closure);
    return runAll(closure, { ...whole, includes: (node) => members.has(node) }).draft.snapshot([]);
  };

  /** The whole order, reusing what `earlier` folded before `from`. The same as a run from the start. */
  const advance = (earlier: Run | null, from: number): Run => {
    const nodes = graph.order();
    if (earlier === null || earlier.pins.size > 0) return runAll(nodes);
    if (nodes.slice(from).some((node) => mayVoidVotes(earlier.draft.live, node))) return runAll(nodes);
    const usable = earlier.checkpoints.filter(({ index }) => index <= from);
    const start = usable.at(-1);
    if (start === undefined) return runAll(nodes);
    const { draft, candidates } = round(whole, nodes, noPins, start, usable);
    return candidates.length === 0 ? { draft, pins: noPins, checkpoints: usable } : runAll(nodes);
  };

  /** Goes on from the end of `run` with what was appended. False when it must be run anew. */
  const extend = (run: Run, appended: readonly Node[]): boolean => {
    const removes = appended.some((node) => node.urgency === 1);
    if (removes && run.pins.size > 0) return false;
    if (appended.some((node) => mayVoidVotes(run.draft.live, node))) return false;
    const fold = createFold(whole, run.draft, run.pins);
    for (const node of appended) {
      noteCheckpoint(run.checkpoints, run.draft, node.index);
      fold.step(node);
      if (fold.candidates().length > 0) return false;
    }
    return true;
  };

  /** The state of the first `length` envelopes of the order, which must be closed under ancestors. */
  const prefix = (run: Run | null, length: number): Community => {
    const nodes = graph.order().slice(0, length);
    const context = { ...whole, includes: (node: Node) => node.index < length };
    const start = run?.pins.size === 0 ? run.checkpoints.findLast(({ index }) => index <= length) : undefined;
    if (start === undefined) return runAll(nodes, context).draft.snapshot([]);
    return round(context, nodes, noPins, start, []).draft.snapshot([]);
  };

  return { runClosure, advance, extend, prefix, retell };
};

export const withHeads = (state: Community, heads: readonly EnvelopeHash[]): Community => ({
  ...state,
  heads,
});
