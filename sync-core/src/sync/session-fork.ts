/** Proofs that a log forked, told and heard at most once per log, number and link [S4]. */
import type { ForkProof } from '../crypto/types.ts';
import { limits } from '../model/index.ts';
import { close, placeToKey, type Step, send } from './session-state.ts';

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
