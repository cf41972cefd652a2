/** Handlers: boards, their branches and their past. */
import { type ChannelId, type DocumentStream, documentStream, type MessageId, ok } from '@maru/sync-core';
import type { boardsCommands, boardsQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

type Place = { readonly channel: ChannelId; readonly thread: MessageId | null };
const toStream = ({ channel, thread }: Place): DocumentStream => documentStream('board', channel, thread);

export const createBoardsCommands = ({
  withCommunity,
}: Access): Pick<CommandHandlers, keyof typeof boardsCommands> => ({
  editBoard: ({ community, document, branch, edit }) =>
    withCommunity(community, ({ documents }) => documents.boards.edit(toStream(document), branch, edit)),
  openBranch: ({ community, document, name }) =>
    withCommunity(community, ({ documents }) => documents.boards.openBranch(toStream(document), name)),
  closeBranch: ({ community, document, branch, merged }) =>
    withCommunity(community, ({ documents }) =>
      documents.boards.closeBranch(toStream(document), branch, merged),
    ),
  answerCard: ({ community, document, card, answer }) =>
    withCommunity(community, ({ documents }) => documents.boards.answer(toStream(document), card, answer)),
  lookAtBoard: ({ community, document, on }) =>
    withCommunity(community, ({ room }) => {
      room.look(toStream(document), on);
      return ok({});
    }),
  restoreBoard: ({ community, document, branch, version }) =>
    withCommunity(community, ({ documents }) =>
      documents.boards.restore(toStream(document), branch, version),
    ),
});

export const createBoardsQueries = ({
  withCommunity,
}: Access): Pick<QueryHandlers, keyof typeof boardsQueries> => ({
  board: ({ community, document, branch, at }) =>
    withCommunity(community, ({ documents }) => documents.boards.board(toStream(document), branch, at)),
  boardHistory: ({ community, document, branch, before }) =>
    withCommunity(community, ({ documents }) => documents.boards.history(toStream(document), branch, before)),
  boardVersion: ({ community, document, branch, version }) =>
    withCommunity(community, ({ documents }) =>
      documents.boards.version(toStream(document), branch, version),
    ),
  cardHistory: ({ community, document, branch, card }) =>
    withCommunity(community, ({ documents }) =>
      documents.boards.cardHistory(toStream(document), branch, card),
    ),
  branchDifference: ({ community, document, branch }) =>
    withCommunity(community, ({ documents }) => documents.boards.difference(toStream(document), branch)),
  boardLookers: ({ community, document }) =>
    withCommunity(community, ({ queries }) => ok(queries.lookers(toStream(document)))),
  exportBoard: ({ community, document, branch, format }) =>
    withCommunity(community, ({ documents }) => documents.boards.export(toStream(document), branch, format)),
});
