/** Handlers: invites. */
import { ok } from '@maru/sync-core';
import type { invitesCommands, invitesQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createInvitesCommands = ({
  withCommunity,
}: Access): Pick<CommandHandlers, keyof typeof invitesCommands> => ({
  createInvite: ({ community, ...terms }) =>
    withCommunity(community, ({ commands }) => commands.createInvite(terms)),
  pauseInvite: ({ community, invite, paused }) =>
    withCommunity(community, ({ commands }) => commands.pauseInvite(invite, paused)),
  revokeInvite: ({ community, invite }) =>
    withCommunity(community, ({ commands }) => commands.revokeInvite(invite)),
  withdrawRequest: ({ community }) => withCommunity(community, ({ commands }) => commands.withdrawRequest()),
  askAgain: ({ community }) => withCommunity(community, ({ commands }) => commands.askAgain()),
});
export const createInvitesQueries = ({
  withCommunity,
}: Access): Pick<QueryHandlers, keyof typeof invitesQueries> => ({
  invites: ({ community }) => withCommunity(community, ({ queries }) => ok(queries.invites())),
});
