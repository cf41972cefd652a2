/** Handlers: levels, mutes and do-not-disturb. */
import type { notificationsCommands, notificationsQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createNotificationsCommands = (
  _access: Access,
): Pick<CommandHandlers, keyof typeof notificationsCommands> => ({});
export const createNotificationsQueries = (
  _access: Access,
): Pick<QueryHandlers, keyof typeof notificationsQueries> => ({});
