/** Branches of a board and answers to its event plans, of the acts that count. Pure: any order, the same [S2]. */
import { compareStrings } from '../../../base/index.ts';
import { type CardId, isCardId } from '../../../documents/index.ts';
import type { MemberId, OpId, PlanAnswer } from '../../../model/index.ts';
import type { LoggedAct, LoggedEntry } from './document-log.ts';

export type BranchFacts = {
  readonly id: OpId;
  readonly name: string;
  readonly openedBy: MemberId;
  readonly openedAt: number;
  readonly state: 'open' | 'merged' | 'dropped';
  readonly closedBy: MemberId | null;
  readonly closedAt: number | null;
};

type CountedAct = LoggedAct & { readonly author: MemberId };

/** Earlier first; at one moment by log and place. */
export const compareSaid = (
  a: Pick<LoggedAct, 'at' | 'log' | 'number' | 'index'>,
  b: Pick<LoggedAct, 'at' | 'log' | 'number' | 'index'>,
): number => a.at - b.at || compareStrings(a.log, b.log) || a.number - b.number || a.index - b.index;

const countedActs = (entries: readonly LoggedEntry[]): readonly CountedAct[] =>
  entries
    .flatMap((entry): readonly CountedAct[] =>
      entry.type === 'act' && entry.counts && entry.author !== null
        ? [{ ...entry, author: entry.author }]
        : [],
    )
    .sort(compareSaid);

/** Open ones first, the newest first. A merge holds against whoever dropped the branch at the same time. */
export const branchesOf = (entries: readonly LoggedEntry[]): readonly BranchFacts[] => {
  const branches = new Map<OpId, BranchFacts>();
  const acts = countedActs(entries);
  for (const { id, op, author, at } of acts)
    if (op.type === 'branchOpened')
      branches.set(id, {
        id,
        name: op.name,
        openedBy: author,
        openedAt: at,
        state: 'open',
        closedBy: null,
        closedAt: null,
      });
  for (const { op, author, at } of acts) {
    if (op.type !== 'branchClosed') continue;
    const branch = branches.get(op.branch);
    if (!branch || branch.state === 'merged' || (branch.state === 'dropped' && !op.merged)) continue;
    const state = op.merged ? 'merged' : 'dropped';
    branches.set(op.branch, { ...branch, state, closedBy: author, closedAt: at });
  }
  const rank = ({ state }: BranchFacts): number => (state === 'open' ? 0 : 1);
  return [...branches.values()].sort((a, b) => rank(a) - rank(b) || b.openedAt - a.openedAt);
};

export type AnswerFacts = ReadonlyMap<CardId, ReadonlyMap<MemberId, PlanAnswer>>;

/** The last of each person; who took theirs back has none. */
export const answersOf = (entries: readonly LoggedEntry[]): AnswerFacts => {
  const answers = new Map<CardId, Map<MemberId, PlanAnswer>>();
  for (const { op, author } of countedActs(entries)) {
    if (op.type !== 'cardAnswered' || !isCardId(op.card)) continue;
    const of = answers.get(op.card) ?? new Map<MemberId, PlanAnswer>();
    answers.set(op.card, of);
    if (op.answer === null) of.delete(author);
    else of.set(author, op.answer);
  }
  return answers;
};
