/** The `maru` command. Each subcommand is a file in `commands/` that registers itself here. */
import { Command } from 'commander';
import { registerImport } from './commands/import.ts';
import { registerRelay } from './commands/relay.ts';
import { registerStart } from './commands/start.ts';

const program = new Command('maru')
  .description('A community messenger that lives on its members’ own machines.')
  .showHelpAfterError();

for (const register of [registerStart, registerRelay, registerImport]) register(program);

await program.parseAsync();
