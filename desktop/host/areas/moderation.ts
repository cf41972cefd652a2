/** Handlers: reports, automatic rules, and hiding what was written. */
import type { moderationCommands, moderationQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createModerationCommands = (
  _access: Access,
): Pick<CommandHandlers, keyof typeof moderationCommands> => ({});
export const createModerationQueries = (
  _access: Access,
): Pick<QueryHandlers, keyof typeof moderationQueries> => ({});
