/**
 * Main ↔ the host's utility process, one union per direction; both sides check what they receive.
 * Content never passes here: the page talks to the host over a port of its own.
 */
import { limits } from '@maru/sync-core';
import { z } from 'zod';

const id = z.number().int().nonnegative();
const secretName = z.string().regex(/^[a-z0-9-]{1,64}$/);
/** Seeds are 32 bytes; this leaves room and bounds what a broken host can write. */
const secretBytes = z.custom<Uint8Array>(
  (value) => value instanceof Uint8Array && value.length <= 1_024,
  'not a secret',
);

export const messageToHost = z.discriminatedUnion('type', [
  z.object({
    type: z.literal('start'),
    folder: z.string().min(1).max(4_096),
    relayUrl: z.string().max(limits.urlBytes),
    language: z.string().max(64),
  }),
  /** Comes with one port: a page to serve. */
  z.object({ type: z.literal('connect') }),
  /** Null: there is none (or it was just set). */
  z.object({ type: z.literal('secret'), id, secret: secretBytes.nullable() }),
  z.object({ type: z.literal('secretFailed'), id }),
  z.object({ type: z.literal('stop') }),
]);
export type MessageToHost = z.infer<typeof messageToHost>;

export const messageFromHost = z.discriminatedUnion('type', [
  z.object({ type: z.literal('getSecret'), id, name: secretName }),
  z.object({ type: z.literal('setSecret'), id, name: secretName, secret: secretBytes }),
  /** The files are closed. */
  z.object({ type: z.literal('stopped') }),
]);
export type MessageFromHost = z.infer<typeof messageFromHost>;
