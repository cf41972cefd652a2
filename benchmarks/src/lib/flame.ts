/** CPU profiles folded into one small tree of calls, and the functions that took most time themselves. */
import { z } from 'zod';

const node = z.object({
  id: z.number(),
  callFrame: z.object({ functionName: z.string(), url: z.string(), lineNumber: z.number() }),
  children: z.array(z.number()).optional(),
});
const profile = z.object({
  nodes: z.array(node),
  samples: z.array(z.number()),
  timeDeltas: z.array(z.number()),
});
type Profile = z.infer<typeof profile>;
type ProfileNode = z.infer<typeof node>;

/** Whose code a frame is. */
export const owners = ['Maru', 'SQLite and native', 'library', 'engine', 'collector'] as const;
export type Owner = (typeof owners)[number];

export type Frame = {
  readonly name: string;
  /** File and line, where there are any. */
  readonly place: string;
  readonly owner: Owner;
  /** Of the whole, with what it calls. */
  readonly total: number;
  readonly children: readonly Frame[];
};

export type Hot = {
  readonly name: string;
  readonly place: string;
  readonly owner: Owner;
  readonly self: number;
};

/** `busyMs` is the time that was sampled at work; shares are of that. */
export type Flame = {
  readonly busyMs: number;
  readonly frames: readonly Frame[];
  readonly hot: readonly Hot[];
};

const frame: z.ZodType<Frame> = z.lazy(() =>
  z.object({
    name: z.string(),
    place: z.string(),
    owner: z.enum(owners),
    total: z.number(),
    children: z.array(frame),
  }),
);
export const flame: z.ZodType<Flame> = z.object({
  busyMs: z.number(),
  frames: z.array(frame),
  hot: z.array(z.object({ name: z.string(), place: z.string(), owner: z.enum(owners), self: z.number() })),
});

/** Narrower than this is not drawn. */
const least = 0.005;
const deepest = 28;
const hottest = 10;

type Growing = {
  name: string;
  place: string;
  owner: Owner;
  total: number;
  self: number;
  children: Map<string, Growing>;
};

const placeOf = (url: string, line: number): string => {
  const path = url.replace(/^file:\/\//, '').replace(/\?.*$/, '');
  const inside =
    path.match(/node_modules\/(?!.*node_modules\/)(.*)$/)?.[1] ??
    path.match(/(?:^|\/)((?:sync-core|relay|desktop|signaling|benchmarks)\/.*)$/)?.[1] ??
    path.split('/').at(-1) ??
    '';
  return inside === '' ? '' : `${inside}:${line + 1}`;
};

const ownerOf = (name: string, url: string): Owner => {
  if (name === '(garbage collector)') return 'collector';
  if (url.startsWith('node:') || name === '(program)') return 'engine';
  if (url === '') return 'SQLite and native';
  return url.includes('/node_modules/') ? 'library' : 'Maru';
};

const grow = (name: string, place: string, owner: Owner): Growing => ({
  name,
  place,
  owner,
  total: 0,
  self: 0,
  children: new Map(),
});

const idle = new Set(['(root)', '(idle)']);
/** Loading modules is no part of what is timed. */
const isLoading = ({ callFrame: { url } }: ProfileNode): boolean =>
  url.startsWith('node:internal/modules/') || url.startsWith('node:internal/process/esm');

/** Adds one profile to `root`; microseconds. */
const addProfile = (root: Growing, { nodes, samples, timeDeltas }: Profile): void => {
  const parents = new Map<number, ProfileNode>();
  const byId = new Map(nodes.map((one) => [one.id, one]));
  for (const one of nodes) for (const child of one.children ?? []) parents.set(child, one);
  const selfTimes = new Map<number, number>();
  for (const [index, id] of samples.entries())
    selfTimes.set(id, (selfTimes.get(id) ?? 0) + Math.max(0, timeDeltas[index] ?? 0));
  for (const [id, micros] of selfTimes) {
    const leaf = byId.get(id);
    if (!leaf || idle.has(leaf.callFrame.functionName) || micros === 0) continue;
    const stack: ProfileNode[] = [];
    for (let at: ProfileNode | undefined = leaf; at; at = parents.get(at.id)) stack.unshift(at);
    if (stack.some(isLoading)) continue;
    let here = root;
    here.total += micros;
    // Node's own way to the first line of ours is the same everywhere.
    const first = stack.findIndex(({ callFrame: { url } }) => url !== '' && !url.startsWith('node:'));
    for (const { callFrame } of stack.slice(first === -1 ? 1 : first)) {
      const { functionName, url, lineNumber } = callFrame;
      const name = functionName === '' ? '(anonymous)' : functionName;
      const place = url.startsWith('node:') ? url : placeOf(url, lineNumber);
      const key = `${name} ${place}`;
      const next = here.children.get(key) ?? grow(name, place, ownerOf(name, url));
      here.children.set(key, next);
      next.total += micros;
      here = next;
    }
    here.self += micros;
  }
};

const round = (share: number): number => Math.round(share * 1e4) / 1e4;

const toFrames = (from: Growing, all: number, depth: number): readonly Frame[] =>
  depth === deepest
    ? []
    : [...from.children.values()]
        .filter(({ total }) => total / all >= least)
        .sort((a, b) => b.total - a.total)
        .map((one) => ({
          name: one.name,
          place: one.place,
          owner: one.owner,
          total: round(one.total / all),
          children: toFrames(one, all, depth + 1),
        }));

const selfTimesOf = (root: Growing): readonly Growing[] => {
  const byFunction = new Map<string, Growing>();
  const visit = (at: Growing): void => {
    const key = `${at.name} ${at.place}`;
    const sum = byFunction.get(key) ?? grow(at.name, at.place, at.owner);
    sum.self += at.self;
    byFunction.set(key, sum);
    for (const child of at.children.values()) visit(child);
  };
  for (const child of root.children.values()) visit(child);
  return [...byFunction.values()].filter(({ self }) => self > 0).sort((a, b) => b.self - a.self);
};

/** The text of `.cpuprofile` files, of one kind of process, as one flame; null when nothing was sampled. */
export const profilesToFlame = (texts: readonly string[]): Flame | null => {
  const root = grow('', '', 'engine');
  for (const text of texts) addProfile(root, profile.parse(JSON.parse(text)));
  if (root.total === 0) return null;
  return {
    busyMs: Math.round(root.total / 1000),
    frames: toFrames(root, root.total, 0),
    hot: selfTimesOf(root)
      .slice(0, hottest)
      .map(({ name, place, owner, self }) => ({ name, place, owner, self: round(self / root.total) })),
  };
};
