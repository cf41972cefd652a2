/** Handlers: what was done and why it counts, and the community as of a moment. */
import type { auditCommands, auditQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createAuditCommands = (
  _access: Access,
): Pick<CommandHandlers, keyof typeof auditCommands> => ({});
export const createAuditQueries = (_access: Access): Pick<QueryHandlers, keyof typeof auditQueries> => ({});
