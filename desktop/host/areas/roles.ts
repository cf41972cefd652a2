/** Handlers: roles, overwrites, and what a change of them would do. */
import type { rolesCommands, rolesQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createRolesCommands = (
  _access: Access,
): Pick<CommandHandlers, keyof typeof rolesCommands> => ({});
export const createRolesQueries = (_access: Access): Pick<QueryHandlers, keyof typeof rolesQueries> => ({});
