/**
 * The keys of one sender. A key's id is its generation and a step of one byte: who was given a step finds those
 * after it, and none before. When another generation comes, the one before opens what is still on its way.
 */
import type { FrameKeyView } from '@maru/sync-core';
import { type Bytes, type FrameKey, toFrameKey, toNextSecret } from './sframe.ts';

export type KeyChain = {
  /** The newest that was given. */
  give(key: FrameKeyView): void;
  /** Null for what can't be found from what was given. */
  find(id: number): Promise<FrameKey | null>;
};

const steps = 256;
export const keyIdOf = ({ generation, step }: Pick<FrameKeyView, 'generation' | 'step'>): number =>
  generation * steps + step;

/** What is on its way for longer is lost. */
const lastMs = 5_000;

type Generation = {
  readonly given: FrameKeyView;
  readonly secrets: Promise<Bytes>[];
  readonly keys: Map<number, Promise<FrameKey>>;
  untilMs: number;
};

const isSame = (one: FrameKeyView, other: FrameKeyView): boolean =>
  one.generation === other.generation &&
  one.step === other.step &&
  one.secret.every((byte, index) => byte === other.secret[index]);

export const createKeyChain = (now: () => number): KeyChain => {
  let generations: readonly Generation[] = [];

  /** Each step is found once, however often it is asked for. */
  const secretAt = ({ given, secrets }: Generation, step: number): Promise<Bytes> => {
    let last = secrets.at(-1) ?? Promise.resolve(new Uint8Array(given.secret));
    if (secrets.length === 0) secrets.push(last);
    while (secrets.length <= step - given.step) {
      last = last.then(toNextSecret);
      secrets.push(last);
    }
    return secrets[step - given.step] ?? last;
  };

  const keyAt = (generation: Generation, id: number): Promise<FrameKey> => {
    const known = generation.keys.get(id);
    if (known) return known;
    const made = secretAt(generation, id % steps).then((secret) => toFrameKey(secret, id));
    generation.keys.set(id, made);
    return made;
  };

  return {
    give(given) {
      if (generations.some((one) => one.untilMs === Number.POSITIVE_INFINITY && isSame(one.given, given)))
        return;
      const until = now() + lastMs;
      for (const one of generations) one.untilMs = Math.min(one.untilMs, until);
      const others = generations.filter((one) => one.given.generation !== given.generation);
      const next = { given, secrets: [], keys: new Map(), untilMs: Number.POSITIVE_INFINITY };
      // More than the one before is on nobody's way.
      generations = [...others.slice(-1), next];
    },
    async find(id) {
      const generation = generations.find(({ given }) => given.generation === Math.floor(id / steps));
      if (!generation || generation.untilMs < now() || id % steps < generation.given.step) return null;
      return await keyAt(generation, id);
    },
  };
};
