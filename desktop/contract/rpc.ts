/**
 * The frames of the RPC between renderer and host, over any MessagePort-like pair: a Worker's
 * port, Electron's MessagePortMain, a child process in tests.
 */
import type { Result } from '@maru/sync-core';
import { z } from 'zod';
import type { CommandInputs, CommandName, CommandOutputs } from './commands.ts';
import type { HostError } from './errors.ts';
import type { EventName, Events } from './events.ts';
import type { QueryInputs, QueryName, QueryOutputs } from './queries.ts';

/** What the renderer sends; parsed by the host. */
export const requestFrame = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('command'),
    id: z.number().int(),
    name: z.string().max(64),
    input: z.unknown(),
  }),
  z.object({ type: z.literal('query'), id: z.number().int(), name: z.string().max(64), input: z.unknown() }),
]);
export type RequestFrame = z.infer<typeof requestFrame>;

/** What the host sends. Its own code made it, so the renderer checks its shape and trusts its content. */
export const hostFrame = z.discriminatedUnion('type', [
  z.object({ type: z.literal('reply'), id: z.number().int(), ok: z.boolean(), value: z.unknown() }),
  z.object({ type: z.literal('event'), name: z.string(), detail: z.unknown() }),
]);
export type HostFrame = z.infer<typeof hostFrame>;

/** The host as the renderer sees it: the only thing `bridge/` hands to stores. */
export type HostBridge = {
  command<K extends CommandName>(
    name: K,
    input: CommandInputs[K],
  ): Promise<Result<CommandOutputs[K], HostError>>;
  query<K extends QueryName>(name: K, input: QueryInputs[K]): Promise<Result<QueryOutputs[K], HostError>>;
  /** Returns its own end. */
  listen<K extends EventName>(name: K, listener: (detail: Events[K]) => void): () => void;
};
