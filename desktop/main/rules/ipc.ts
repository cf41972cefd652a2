/**
 * Calls from a page to main: sender first, then size, then schema, before anything else sees them.
 * A refusal says which check failed and nothing of what was sent.
 */
import { err, limits, ok, type Result } from '@maru/sync-core';
import { z } from 'zod';
import type { ShellCall } from '../../contract/shell.ts';
import { isAppUrl } from './app-url.ts';

export type Sender = {
  /** The frame's address; null when the frame is already gone. */
  readonly url: string | null;
  readonly isMainFrame: boolean;
  /** Whether it is a page in a window that main itself made. */
  readonly isOwnWindow: boolean;
};

/** Far above an address and the few lines of a notification. */
const callChars = 8_192;

export const callSchemas = {
  info: z.tuple([]),
  connectHost: z.tuple([]),
  openExternal: z.tuple([z.string().min(1).max(limits.urlBytes)]),
  notify: z.tuple([
    z.strictObject({
      title: z.string().max(400),
      body: z.string().max(2_000),
      tag: z.string().min(1).max(128),
    }),
  ]),
} as const satisfies Record<ShellCall, z.ZodType>;

export type CallArguments = { readonly [K in ShellCall]: z.infer<(typeof callSchemas)[K]> };
const schemas: { readonly [K in ShellCall]: z.ZodType<CallArguments[K]> } = callSchemas;

export type CallRefusal = 'sender' | 'size' | 'schema';

/** Characters of `args` as JSON; null when they can't be written as such (cycles, big integers). */
const sizeOf = (args: readonly unknown[]): number | null => {
  try {
    return JSON.stringify(args).length;
  } catch {
    return null;
  }
};

/** The arguments of a call, checked. */
export const checkCall = <K extends ShellCall>(
  name: K,
  sender: Sender,
  args: readonly unknown[],
): Result<CallArguments[K], CallRefusal> => {
  if (!sender.isOwnWindow || !sender.isMainFrame || sender.url === null || !isAppUrl(sender.url))
    return err('sender');
  const size = sizeOf(args);
  if (size === null || size > callChars) return err('size');
  const schema: z.ZodType<CallArguments[K]> = schemas[name];
  const parsed = schema.safeParse(args);
  return parsed.success ? ok(parsed.data) : err('schema');
};
