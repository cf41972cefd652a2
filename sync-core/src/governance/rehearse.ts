/** A row of acts tried in a state without being written: what each would find, what they lead to [T12]. */
import { err, ok, type Result } from '../base/index.ts';
import type { EnvelopeHash, MemberId, OpId } from '../model/index.ts';
import { canAct, type Plain } from './act.ts';
import { applyPlain } from './apply.ts';
import { createDraft } from './draft.ts';
import type { ActRefusal } from './judging.ts';
import type { Community } from './types.ts';

/** The id that the operation at this place of the row goes by until it is written. */
export const rehearsedId = (index: number): OpId => index.toString(16).padStart(32, '0') as OpId;

// Stands for an envelope that isn't written: nothing but what is thrown away is named by it.
const noEnvelope = '0'.repeat(64) as EnvelopeHash;

/** The community after `ops`, each judged in what those before it made; or why the first that wouldn't count doesn't. */
export const rehearse = (
  community: Community,
  actor: MemberId,
  ops: readonly Plain[],
  atMs: number,
): Result<Community, ActRefusal> => {
  const draft = createDraft(community);
  for (const [index, op] of ops.entries()) {
    const verdict = canAct(draft.live, actor, op, atMs);
    if (!verdict.ok) return err(verdict.error);
    applyPlain(draft, { id: rehearsedId(index), by: actor, at: atMs, envelope: noEnvelope }, op);
  }
  return ok(draft.snapshot([]));
};
