/** Handlers: invites. */
import type { invitesCommands, invitesQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createInvitesCommands = (
  _access: Access,
): Pick<CommandHandlers, keyof typeof invitesCommands> => ({});
export const createInvitesQueries = (
  _access: Access,
): Pick<QueryHandlers, keyof typeof invitesQueries> => ({});
