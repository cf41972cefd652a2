/**
 * The question that the timeline asks of governance, as a callback, so that this layer never
 * imports the one that answers. The answer must be a pure function of the admitted governance
 * operations: every replica with the same governance gives the same one [T10].
 */
import type { DeviceId, EnvelopeHash, EpochId, LogId, MemberId, Stream, TimelineOp } from '../model/index.ts';

export type AuthorityQuestion = {
  readonly op: TimelineOp;
  readonly stream: Stream;
  readonly log: LogId;
  readonly number: number;
  readonly device: DeviceId;
  /** Whose key it was sealed with. */
  readonly epoch: EpochId;
  /** Governance heads that the writer had seen. */
  readonly cites: readonly EnvelopeHash[];
  /** When it was written by its own word; of what was imported, when that was. */
  readonly ms: number;
};

/**
 * - `counts`: the device's member may do this there (posting, reacting, importing …). Whether an edit
 *   or a deletion is the author's own is decided here, from `author`; `manageMessages` lets a deletion
 *   of another's message count, `mentionEveryone` lets an @everyone mark readers.
 * - `waiting`: governance that the envelope cites hasn't arrived. Not shown; asked again by `rejudge`.
 * - `never`: refused, or beyond a removal's cut. Not shown; asked again by `rejudge`.
 */
export type Judgement =
  | {
      readonly verdict: 'counts';
      readonly author: MemberId;
      readonly manageMessages: boolean;
      readonly mentionEveryone: boolean;
    }
  | { readonly verdict: 'waiting' }
  | { readonly verdict: 'never' };

export type Authority = {
  judge(question: AuthorityQuestion): Judgement;
};
