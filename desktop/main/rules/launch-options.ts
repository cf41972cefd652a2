/**
 * The command line. The system starts us for a `maru:` link as `maru -- <link>`: whatever comes after
 * `--` is a link and never an option, so a link can't smuggle one in.
 */
import { isAbsolute } from 'node:path';
import { err, ok, type Result } from '@maru/sync-core';
import { deepLinkToInvite } from './deep-link.ts';

export type LaunchOptions = {
  readonly relayUrl: string;
  /** An absolute folder for all data; null is the platform's own place. */
  readonly folder: string | null;
  readonly invite: string | null;
};
export type LaunchProblem = { readonly option: '--relay' | '--data'; readonly message: string };

/** `http:` and `https:` addresses of a relay, without anything that isn't its place. */
const relayAddress = (text: string): string | null => {
  if (!URL.canParse(text)) return null;
  const url = new URL(text);
  const isPlain = url.username === '' && url.password === '' && url.search === '' && url.hash === '';
  return isPlain && (url.protocol === 'http:' || url.protocol === 'https:')
    ? url.href.replace(/\/$/, '')
    : null;
};

/** Where devices dial that relay. */
export const syncUrlOf = (relayUrl: string): string => `${relayUrl.replace(/^http/, 'ws')}/sync`;

const lastOption = (args: readonly string[], option: string): string | null =>
  args.findLast((arg) => arg.startsWith(`${option}=`))?.slice(option.length + 1) ?? null;

/** The invite in a command line, of this start or of a second one. */
export const inviteOf = (argv: readonly string[]): string | null =>
  argv.map(deepLinkToInvite).findLast((link) => link !== null) ?? null;

/** `embeddedRelay` is what the build was made with; `--relay=` wins over it. */
export const parseLaunchOptions = (
  argv: readonly string[],
  embeddedRelay: string,
): Result<LaunchOptions, LaunchProblem> => {
  const end = argv.indexOf('--');
  const options = end < 0 ? argv : argv.slice(0, end);
  const relay = lastOption(options, '--relay');
  const relayUrl = relayAddress(relay ?? embeddedRelay);
  if (relayUrl === null)
    return err({ option: '--relay', message: 'needs an address such as https://relay.example.org' });
  const folder = lastOption(options, '--data');
  if (folder !== null && !isAbsolute(folder))
    return err({ option: '--data', message: 'needs an absolute path' });
  return ok({ relayUrl, folder, invite: inviteOf(argv) });
};
