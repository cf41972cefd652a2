/** Handlers: one’s own devices, recovery and guardians. */
import type { devicesCommands, devicesQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createDevicesCommands = (
  _access: Access,
): Pick<CommandHandlers, keyof typeof devicesCommands> => ({});
export const createDevicesQueries = (
  _access: Access,
): Pick<QueryHandlers, keyof typeof devicesQueries> => ({});
