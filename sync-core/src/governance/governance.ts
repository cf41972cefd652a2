/**
 * Governance as it grows: the same as `resolve` of all that was added, kept up to date [S2, T10].
 *
 * - Late and concurrent envelopes take their place in the linear order, and only what follows is folded again.
 * - An envelope with an ancestor missing waits; nothing is folded past a gap.
 */
import { bytesEqual } from '../base/index.ts';
import { type CipherSuite, genesisHashOf } from '../crypto/index.ts';
import type { DeviceId, EnvelopeHash, InviteId, OpId } from '../model/index.ts';
import { type AuditEntry, type AuditFilter, createAuditor } from './audit.ts';
import { emptyCommunity } from './draft.ts';
import { createGraph, type Node } from './graph.ts';
import { createProofs } from './join.ts';
import { createLru } from './lru.ts';
import { type Overturned, overturnedBetween } from './overturned.ts';
import { createRunner, type Run, withHeads } from './run.ts';
import { createTrail, type Trail } from './trail.ts';
import type { Community, CommunityRoot, GovernanceEnvelope } from './types.ts';

export type Governance = {
  /**
   * `changed`: something found its place; `current()` may differ. `overturned`: what was decided before and is
   * decided otherwise now, so that people can be told [T10].
   */
  add(envelopes: Iterable<GovernanceEnvelope>): {
    readonly changed: boolean;
    readonly overturned: readonly Overturned[];
  };
  current(): Community;
  /** The state that the cited heads describe; null when one or an ancestor of it is not here yet. */
  at(cites: readonly EnvelopeHash[]): Community | null;
  /**
   * The community as of a moment: of what is dated up to then, with all its ancestors. What came later, a
   * removal's cut too, has no part in it.
   */
  asOf(ms: number): Community;
  /** Every operation that suits, in linear order, with why it counts or doesn't. */
  audit(filter?: AuditFilter): readonly AuditEntry[];
  /** Every operation with its verdict and what it did, in linear order. */
  trail(): Trail;
  /** An envelope that has its place: all its ancestors are here. */
  envelope(hash: EnvelopeHash): GovernanceEnvelope | null;
  /** Hashes no other placed envelope cites, sorted. */
  heads(): readonly EnvelopeHash[];
  /**
   * What to cite: the heads. Where they are more than `limit`, what `device` itself last said and what `invite`
   * rests on come first, then the latest heads: an envelope is judged by what it cites, and must not cite its
   * writer out of the community.
   */
  cites(limit: number, device: DeviceId, invite: InviteId | null): readonly EnvelopeHash[];
  /** Envelopes that wait for an ancestor. */
  waiting(): number;
};

/** States kept for `at`: enough for what a catch-up cites at a time. */
const statesKept = 64;

export const createGovernance = (suite: CipherSuite, root: CommunityRoot): Governance => {
  const isGenesis = ({ content }: GovernanceEnvelope): boolean =>
    content.ops.some((op) => op.type === 'genesis' && bytesEqual(genesisHashOf(suite, op), root.genesisHash));
  const graph = createGraph(isGenesis);
  const proofs = createProofs(suite, root.id);
  let runner = createRunner(suite, root, graph, proofs);
  const states = createLru<string, Community>(statesKept);
  let run: Run | null = null;
  let current: Community | null = emptyCommunity(root.id);

  /** The length of the order whose heads these are, when they are those of a prefix. */
  const prefixOf = (nodes: readonly Node[]): number | null => {
    const length = 1 + Math.max(...nodes.map(({ index }) => index));
    if (nodes.some(({ firstChild }) => firstChild < length)) return null;
    return graph.openAt(length) === nodes.length ? length : null;
  };

  const stateAt = (nodes: readonly Node[]): Community => {
    const length = prefixOf(nodes);
    return length === null ? runner.runClosure(nodes) : runner.prefix(run, length);
  };

  const trail = createTrail(graph, () => runner.retell);
  const indexOf = (op: OpId): number | undefined =>
    trail.of(run).entries.find((entry) => entry.op === op)?.index;

  const governance: Governance = {
    add(envelopes) {
      const before = graph.order().length;
      const decided = run?.draft.live.refused ?? [];
      const judged = decided.length;
      const from = graph.add(envelopes);
      if (from === null) return { changed: false, overturned: [] };
      current = null;
      trail.keep(from);
      // A late fork changes what earlier heads describe; nothing else does.
      if (from === 0) {
        states.clear();
        runner = createRunner(suite, root, graph, proofs);
      }
      const appended = from === before && run !== null;
      if (appended && run !== null && runner.extend(run, graph.order().slice(before)))
        return { changed: true, overturned: [] };
      const earlier = decided.slice(0, judged);
      const known = graph.placedBefore();
      run = runner.advance(run === null || from === 0 || appended ? null : run, from);
      const overturned = overturnedBetween(earlier, run.draft.live.refused, known);
      if (overturned.length > 0) trail.keep(0);
      return { changed: true, overturned };
    },
    current() {
      if (current === null && run !== null) current = run.draft.snapshot(governance.heads());
      return current ?? emptyCommunity(root.id);
    },
    at(cites) {
      const wanted = [...new Set(cites)].sort();
      const digest = wanted.join('');
      const heads = governance.heads();
      if (wanted.length === heads.length && digest === heads.join('')) return governance.current();
      const known = states.get(digest);
      if (known !== undefined) return known;
      const nodes: Node[] = [];
      for (const hash of wanted) {
        const node = graph.get(hash);
        if (node === undefined) return null;
        nodes.push(node);
      }
      if (nodes.length === 0) return emptyCommunity(root.id);
      const state = withHeads(stateAt(nodes), wanted);
      states.set(digest, state);
      return state;
    },
    asOf(ms) {
      const heads = graph.upTo(ms).map(({ envelope }) => envelope.hash);
      return governance.at(heads) ?? emptyCommunity(root.id);
    },
    audit(filter = {}) {
      const auditor = createAuditor(filter);
      if (run === null) return auditor.entries();
      const only = filter.op === undefined ? undefined : indexOf(filter.op);
      if (only === undefined) runner.retell(run, auditor);
      else runner.retell(run, auditor, only, only + 1);
      return auditor.entries();
    },
    trail: () => trail.of(run),
    envelope: (hash) => graph.get(hash)?.envelope ?? null,
    heads: () => graph.heads(),
    cites(limit, device, invite) {
      const heads = graph.heads();
      if (heads.length <= limit) return heads;
      const made = graph
        .order()
        .find(({ envelope }) =>
          envelope.content.ops.some((op) => op.type === 'inviteCreated' && op.invite === invite),
        );
      const latest = heads.flatMap((hash) => graph.get(hash) ?? []).sort((a, b) => b.index - a.index);
      const first = [graph.nodesOf(device).at(-1), made].flatMap((node) => node ?? []);
      return [...new Set([...first, ...latest])].slice(0, limit).map(({ envelope }) => envelope.hash);
    },
    waiting: () => graph.waiting(),
  };
  return governance;
};

/**
 * What a set of governance envelopes means: the same for any order and any doubles [S2, T10, T11].
 * Envelopes whose ancestors are not all in the set don't count yet.
 */
export const resolve = (
  suite: CipherSuite,
  root: CommunityRoot,
  envelopes: Iterable<GovernanceEnvelope>,
): Community => {
  const governance = createGovernance(suite, root);
  governance.add(envelopes);
  return governance.current();
};
