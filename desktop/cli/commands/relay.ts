/** `maru relay`: a relay alone, for a machine that is always on. Options stand for the relay's variables. */
import type { Command } from 'commander';
import { parsePort } from '../options.ts';

type RelayOptions = {
  readonly host?: string;
  readonly port?: number;
  readonly data?: string;
  readonly audience?: readonly string[];
};

const runRelay = async (options: RelayOptions): Promise<void> => {
  // The relay's own main reads its environment, and nothing else does.
  if (options.host !== undefined) process.env['MARU_HOST'] = options.host;
  if (options.port !== undefined) process.env['MARU_PORT'] = String(options.port);
  if (options.data !== undefined) process.env['MARU_DATA'] = options.data;
  if (options.audience !== undefined) process.env['MARU_AUDIENCES'] = options.audience.join(',');
  await import('@maru/relay/main');
};

export const registerRelay = (program: Command): void => {
  program
    .command('relay')
    .description('run a relay alone (see relay/README.md for every setting)')
    .option('--host <address>', 'where to listen (127.0.0.1)')
    .option('--port <number>', 'port (7420)', parsePort)
    .option('--data <folder>', 'folder of its store (./maru-relay)')
    .option('--audience <names...>', 'host names that clients dial, when not loopback')
    .action(runRelay);
};
