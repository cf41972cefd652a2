/** `maru import irc`: log files become a community. Run again with the same names it goes on where it ended. */
import { homedir } from 'node:os';
import { resolve } from 'node:path';
import type { Client, ImportProgress, OpenCommunity } from '@maru/sync-core';
import { createNodeClock } from '@maru/sync-core/drivers/node';
import { type Command, InvalidArgumentError } from 'commander';
import { createImportService, type ImportService } from '../../host/import/import-service.ts';
import type { ImportReport, LogFile } from '../../host/import/importer.ts';
import { defaultDataFolder } from '../data-folder.ts';
import { openSession, waitForRelay } from '../import-session.ts';
import { readLogFiles } from '../log-files.ts';

type ImportOptions = {
  readonly community: string;
  readonly data?: string;
  readonly relay?: string;
  readonly wait: number;
  readonly name: string;
};

const localRelay = 'ws://127.0.0.1:7420/sync';
const clock = createNodeClock();

const parseRelay = (text: string): string => {
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || !/^(?:https?|wss?):$/.test(url.protocol))
    throw new InvalidArgumentError('Needs an address such as http://127.0.0.1:7420.');
  return `${url.protocol.replace(/^http/, 'ws')}//${url.host}/sync`;
};

const parseSeconds = (text: string): number => {
  const seconds = Number(text);
  if (!/^\d{1,5}$/.test(text)) throw new InvalidArgumentError('Needs whole seconds.');
  return seconds;
};

const perSecond = ({ messages, elapsedMs }: ImportProgress): number =>
  Math.round((messages * 1_000) / Math.max(1, elapsedMs));

/** A line that is written over on a terminal; elsewhere one line every few seconds. */
const createPrinter = () => {
  let printedAt = clock.now();
  return (progress: ImportProgress): void => {
    const everyMs = process.stdout.isTTY ? 200 : 5_000;
    if (progress.phase !== 'writing' || clock.now() - printedAt < everyMs) return;
    printedAt = clock.now();
    const { files, filesDone, lines, messages, skippedDoubles } = progress;
    const line = `${filesDone}/${files} files, ${lines} lines, ${messages} messages (${perSecond(progress)}/s), ${skippedDoubles} there already`;
    process.stdout.write(process.stdout.isTTY ? `\r\u001b[K${line}` : `${line}\n`);
  };
};

const printReport = ({ progress, channels, problems }: ImportReport): void => {
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
  for (const { file, error } of problems)
    console.error(
      error.kind === 'too-large'
        ? `${file}: left out, it unpacks to more than ${error.limitBytes} bytes.`
        : `${file}: left out, its gzip data is damaged.`,
    );
  const { phase, files, filesDone, lines, messages, skippedDoubles, malformed, elapsedMs } = progress;
  console.log(phase === 'stopped' ? 'Stopped: run the same command again to go on.' : 'Imported.');
  console.log(
    [
      `  files         ${filesDone} of ${files}`,
      `  channels      ${channels.length > 0 ? channels.join(', ') : 'none'}`,
      `  lines         ${lines}`,
      `  messages      ${messages}`,
      `  there already ${skippedDoubles}`,
      `  malformed     ${malformed}`,
      `  time          ${(elapsedMs / 1_000).toFixed(1)} s, ${perSecond(progress)} messages per second`,
    ].join('\n'),
  );
};

/** The community of that name, so that a second run fills up the first one's; null for a new one. */
const findCommunity = (client: Client, name: string) =>
  client.communities().find((community) => community.name === name)?.id ?? null;

const importInto = async (
  client: Client,
  imports: ImportService,
  files: readonly LogFile[],
  options: ImportOptions,
): Promise<OpenCommunity | string> => {
  if (client.profile() === null) {
    const made = await client.createProfile({ name: options.name, colour: 'indigo' });
    if (!made.ok) return `The profile could not be made: ${made.error.kind}.`;
  }
  const started = await imports.start({
    community: findCommunity(client, options.community),
    name: options.community,
    files,
  });
  if (!started.ok) return `The import could not start: ${started.error.kind}.`;
  const { id, community } = started.value;
  const stop = () => void imports.stop(id);
  process.once('SIGINT', stop);
  const open = client.community(community);
  if (options.relay !== undefined) open?.setRelay(options.relay);
  const finished = await imports.finished(id);
  process.off('SIGINT', stop);
  if (finished === null || !finished.ok) return `The import failed: ${finished?.error.kind ?? 'unknown'}.`;
  printReport(finished.value);
  return open ?? 'The community was closed.';
};

const share = async (community: OpenCommunity, relay: string, seconds: number): Promise<string | null> => {
  console.log(`Sending to ${relay} …`);
  const left = await waitForRelay(community, clock, seconds * 1_000);
  if (left > 0)
    return `The relay still lacks ${left} envelopes. They stay here and are sent by the next run that reaches it.`;
  const invite = await community.commands.createInvite({ maxAgeMs: 86_400_000, maxUses: null });
  if (!invite.ok) return `The relay has everything. No invite could be made: ${invite.error.kind}.`;
  const unsent = await waitForRelay(community, clock, seconds * 1_000);
  console.log(`The relay has everything. Join within a day by this link:\n${invite.value.link}`);
  return unsent > 0 ? 'The relay does not have the invite yet.' : null;
};

const importLogs = async (paths: readonly string[], options: ImportOptions): Promise<void> => {
  let files: readonly LogFile[];
  try {
    files = readLogFiles(paths);
  } catch (error) {
    console.error(`The logs can't be read: ${error instanceof Error ? error.message : String(error)}`);
    process.exitCode = 1;
    return;
  }
  const surroundings = { platform: process.platform, env: process.env, home: homedir() };
  const data = resolve(options.data ?? defaultDataFolder(surroundings));
  const opened = await openSession(data, options.relay ?? localRelay, clock);
  if (!opened.ok) {
    const busy = 'Another Maru is using these files. End it, or choose another folder with --data.';
    console.error(
      opened.error.kind === 'busy' ? busy : `The files in ${data} can't be used: ${opened.error.kind}.`,
    );
    process.exitCode = 1;
    return;
  }
  const client = opened.value;
  const imports = createImportService({ client, clock, emit: createPrinter() });
  const outcome = await importInto(client, imports, files, options);
  const problem =
    typeof outcome === 'string'
      ? outcome
      : options.relay === undefined
        ? null
        : await share(outcome, options.relay, options.wait);
  if (problem !== null) {
    console.error(problem);
    process.exitCode = 1;
  }
  await imports.close();
  await client.close();
};

export const registerImport = (program: Command): void => {
  program
    .command('import')
    .description('bring in what was written elsewhere')
    .command('irc')
    .description('make a community of IRC logs: one channel per log channel')
    .argument('<files...>', 'log files, plain or gzip, and folders of them')
    .option('--community <name>', 'the community to fill, made when there is none', 'IRC')
    .option('--data <folder>', 'where data lives (a folder of your account by default)')
    .option('--relay <address>', 'send everything to this relay and print a link to join by', parseRelay)
    .option('--wait <seconds>', 'how long to wait for a relay that takes nothing', parseSeconds, 30)
    .option('--name <name>', 'what you are called, on first use', 'Maru')
    .action(importLogs);
};
