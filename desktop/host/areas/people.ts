/** Handlers: members: nicknames, roles, timeouts, removals, applicants. */
import type { peopleCommands, peopleQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createPeopleCommands = (
  _access: Access,
): Pick<CommandHandlers, keyof typeof peopleCommands> => ({});
export const createPeopleQueries = (_access: Access): Pick<QueryHandlers, keyof typeof peopleQueries> => ({});
