/** Handlers: boards, their branches and their past. */
import { err } from '@maru/sync-core';
import type { boardsCommands, boardsQueries } from '../../contract/index.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

const refused = () => Promise.resolve(err({ kind: 'not-found' } as const));

export const createBoardsCommands = (): Pick<CommandHandlers, keyof typeof boardsCommands> => ({
  editBoard: refused,
  openBranch: refused,
  closeBranch: refused,
  answerCard: refused,
  restoreBoard: refused,
});

export const createBoardsQueries = (): Pick<QueryHandlers, keyof typeof boardsQueries> => ({
  board: refused,
  boardHistory: refused,
  boardVersion: refused,
  cardHistory: refused,
  branchDifference: refused,
  exportBoard: refused,
});
