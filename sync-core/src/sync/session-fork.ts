/** Proofs that a log forked, told and heard at most once per log, number and link [S4]. */
import type { ForkProof } from '../crypto/types.ts';
import { limits } from '../model/index.ts';
import { close, type Place, placeToKey, type Step, send } from './session-state.ts';

export const tellFork = (step: Step, proof: ForkProof): void => {
  const key = `${placeToKey(proof.stream, proof.log)}|${proof.number}`;
  if (step.state.toldForks.has(key)) return;
  step.state.toldForks.add(key);
  send(step, { type: 'fork', ...proof }, 1000);
};

/** A peer's proof: looked at once per log and number, because each costs two signature checks. */
export const forkArrived = (step: Step, proof: ForkProof): void => {
  const { heardForks } = step.state;
  const key = `${placeToKey(proof.stream, proof.log)}|${proof.number}`;
  if (heardForks.has(key)) return;
  if (heardForks.size >= limits.forksPerLink) {
    close(step, 'too many fork proofs', 'refused');
    return;
  }
  heardForks.add(key);
  step.effects.push({ type: 'applyFork', proof });
};

/** Another branch is followed back this far at most, one envelope at a time. */
const maxProbes = 1_000;
/** Segments of a log that don't continue ours, tolerated while its fork is searched. */
const maxStrays = 32;

/** The peer's chain differs from ours at or before `number`: asks for that one envelope, whose signature may prove it. */
const probe = (step: Step, { stream, log }: Place, number: number): void => {
  const { wants, probes } = step.state;
  probes.set(placeToKey(stream, log), number);
  if (wants.length === 0) step.effects.push({ type: 'schedule', timer: 'want', delayMs: limits.wantMs });
  wants.push({ stream, log, from: number, to: number + 1, next: number, applied: number, moved: false });
  send(step, { type: 'want', stream, log, from: number, to: number + 1 });
};

/** Heads of equal length differ, or what should continue our chain doesn't. Looked into once per log and link. */
export const suspectFork = (step: Step, place: Place): boolean => {
  const { state, env } = step;
  const { length } = env.replica.log(place.stream, place.log);
  if (length === 0 || state.probes.has(placeToKey(place.stream, place.log))) return false;
  if (env.replica.isFrozen(place.stream, place.log)) return false;
  probe(step, place, length - 1);
  return true;
};

export const isProbing = (step: Step, place: Place): boolean =>
  typeof step.state.probes.get(placeToKey(place.stream, place.log)) === 'number';

/** The search ended: found, not found, or not answered. */
export const probeDone = (step: Step, place: Place): void => {
  if (isProbing(step, place)) step.state.probes.set(placeToKey(place.stream, place.log), null);
};

/** True when the refused segment answered a probe: it differs already before, so the search goes on there. */
export const probeRefused = (step: Step, place: Place, from: number): boolean => {
  const { state, env } = step;
  const asked = state.probes.get(placeToKey(place.stream, place.log));
  const { length } = env.replica.log(place.stream, place.log);
  if (asked === undefined || asked === null) return false;
  // Others of this log that were under way wait for what the search finds.
  if (asked !== from) {
    const key = `probe ${placeToKey(place.stream, place.log)}`;
    const strays = (state.strikes.get(key) ?? 0) + 1;
    state.strikes.set(key, strays);
    if (strays > maxStrays) return false;
    probe(step, place, asked);
    return true;
  }
  probeDone(step, place);
  if (from === 0 || length - from >= maxProbes) return false;
  probe(step, place, from - 1);
  return true;
};
