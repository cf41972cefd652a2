/**
 * Whether an operation of a note or a board counts, asked of governance at the heads that its envelope cites and
 * of cuts, as of messages [T10, T11]. A pure function of the admitted set: every replica has the same answer.
 */
import { unreachable } from '../../../base/index.ts';
import { authorshipOf } from '../../../governance/index.ts';
import type {
  DeviceId,
  DocumentOp,
  DocumentStream,
  EnvelopeHash,
  EpochId,
  LogId,
  MemberId,
  Permission,
} from '../../../model/index.ts';
import { createStandings, mayIn } from '../authority.ts';
import type { GovernanceState } from '../governance-state.ts';

export type DocumentQuestion = {
  readonly op: DocumentOp['type'];
  readonly stream: DocumentStream;
  readonly log: LogId;
  readonly number: number;
  readonly device: DeviceId;
  readonly epoch: EpochId;
  readonly cites: readonly EnvelopeHash[];
  readonly ms: number;
};

/** `waiting`: governance that the envelope cites isn't here. */
export type DocumentJudgement =
  | { readonly verdict: 'counts'; readonly author: MemberId }
  | { readonly verdict: 'never' | 'waiting' };

export type DocumentAuthority = (question: DocumentQuestion) => DocumentJudgement;

/** What one needs to edit a document, and to answer a plan in it. */
const permissionFor = (op: DocumentOp['type'], { thread }: DocumentStream): Permission => {
  switch (op) {
    case 'documentUpdated':
    case 'branchOpened':
    case 'branchClosed':
      return 'editPages';
    case 'cardAnswered':
      return thread === null ? 'sendMessages' : 'sendMessagesInThreads';
    default:
      return unreachable(op);
  }
};

export const createDocumentAuthority = (governance: GovernanceState): DocumentAuthority => {
  const standingOf = createStandings(governance);
  return ({ op, stream, log, number, device, epoch, cites, ms }) => {
    const standing = standingOf(cites, device, stream.channel);
    if (standing === 'waiting') return { verdict: 'waiting' };
    if (standing === 'never' || standing.epoch !== epoch) return { verdict: 'never' };
    const written = { stream, log, number, device, ms };
    const authorship = authorshipOf(governance.current(), standing.community, written);
    if (!authorship.ok) return { verdict: 'never' };
    const { author, state } = authorship.value;
    return mayIn(standing, state, permissionFor(op, stream), ms)
      ? { verdict: 'counts', author }
      : { verdict: 'never' };
  };
};
