/** The seam to `host/import`: what the service needs of an importer, and one for hosts without any. */
import { err, type ImportProgress, type Result } from '@maru/sync-core';
import type { CommandInputs, CommandOutputs, HostError } from '../contract/index.ts';

export type ImportService = {
  start(input: CommandInputs['startImport']): Promise<Result<CommandOutputs['startImport'], HostError>>;
  stop(id: string): Promise<Result<Record<string, never>, HostError>>;
  list(): readonly ImportProgress[];
};

export const noImports: ImportService = {
  start: async () => err({ kind: 'not-found' }),
  stop: async () => err({ kind: 'not-found' }),
  list: () => [],
};
