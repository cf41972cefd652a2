/** Handlers: the community itself, its categories and channels. */
import type { structureCommands, structureQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createStructureCommands = (
  _access: Access,
): Pick<CommandHandlers, keyof typeof structureCommands> => ({});
export const createStructureQueries = (
  _access: Access,
): Pick<QueryHandlers, keyof typeof structureQueries> => ({});
