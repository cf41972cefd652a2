/** What a relay is told by its environment, parsed once. Nothing else reads the environment. */
import { isSignalingUrl, isTurnUrl } from '@maru/signaling';
import { limits } from '@maru/sync-core';
import { z } from 'zod';

const csv = z
  .string()
  .default('')
  .transform((text) =>
    text
      .split(',')
      .map((part) => part.trim())
      .filter((part) => part !== ''),
  );

const environment = z
  .object({
    MARU_HOST: z.string().min(1).default('127.0.0.1'),
    MARU_PORT: z.coerce.number().int().min(0).max(65_535).default(7420),
    /** Folder of the store. */
    MARU_DATA: z.string().min(1).default('./maru-relay'),
    MARU_STORE: z.enum(['memory', 'sqlite']).default('sqlite'),
    /** Host names (with port where it isn't the scheme's) that clients dial, as `relay.example.org`. */
    MARU_AUDIENCES: csv,
    /** Origins of web clients that are served elsewhere, as `https://maru.example.org`. */
    MARU_ORIGINS: csv,
    /** Folder of the built web client; none is served without it. */
    MARU_WEB: z.string().min(1).optional(),
    /** What tickets are made with, where signaling runs alone; another each start without it. */
    MARU_SIGNALING_SECRET: z
      .string()
      .regex(/^([0-9a-f]{2}){32,}$/, 'at least 32 bytes as lower-case hex')
      .optional(),
    /** Signaling servers of their own, as `https://meet-1.example.org/peer`; beside this relay where there are none. */
    MARU_SIGNALING_URLS: csv.pipe(
      z
        .array(
          z
            .string()
            .refine(isSignalingUrl, 'addresses as https://meet.example.org/peer, separated by commas'),
        )
        .max(limits.signalingUrls),
    ),
    /** Addresses of one coturn, as `turn:turn.example.org:3478`, and what it was given as static-auth-secret. */
    MARU_TURN_URLS: csv.pipe(
      z
        .array(
          z
            .string()
            .refine(
              isTurnUrl,
              'addresses as turn:turn.example.org:3478 or turns:turn.example.org:5349, separated by commas',
            ),
        )
        .max(limits.iceUrls),
    ),
    MARU_TURN_SECRET: z.string().min(16, 'at least 16 characters').max(256).optional(),
    /** Rooms for other Yjs editors, which anyone may open: see the README. */
    MARU_YJS_ROOMS: z.enum(['on', 'off']).default('on'),
    MARU_LOG_LEVEL: z.enum(['debug', 'info', 'warn', 'error', 'silent']).default('info'),
  })
  .superRefine((env, context) => {
    const miss = (name: string, message: string) =>
      context.addIssue({ code: 'custom', path: [name], message });
    if (env.MARU_TURN_URLS.length > 0 && env.MARU_TURN_SECRET === undefined)
      miss('MARU_TURN_SECRET', 'must be given with MARU_TURN_URLS: coturn’s static-auth-secret');
    if (env.MARU_TURN_URLS.length === 0 && env.MARU_TURN_SECRET !== undefined)
      miss('MARU_TURN_URLS', 'must be given with MARU_TURN_SECRET: where coturn is reached');
    if (env.MARU_SIGNALING_URLS.length > 0 && env.MARU_SIGNALING_SECRET === undefined)
      miss('MARU_SIGNALING_SECRET', 'must be given with MARU_SIGNALING_URLS: the same as those servers have');
  })
  .transform((env) => ({
    host: env.MARU_HOST,
    port: env.MARU_PORT,
    data: env.MARU_DATA,
    store: env.MARU_STORE,
    audiences: env.MARU_AUDIENCES,
    origins: env.MARU_ORIGINS,
    web: env.MARU_WEB ?? null,
    signalingSecret:
      env.MARU_SIGNALING_SECRET === undefined ? null : Buffer.from(env.MARU_SIGNALING_SECRET, 'hex'),
    signalingUrls: env.MARU_SIGNALING_URLS,
    turn:
      env.MARU_TURN_SECRET === undefined ? null : { urls: env.MARU_TURN_URLS, secret: env.MARU_TURN_SECRET },
    yjsRooms: env.MARU_YJS_ROOMS === 'on',
    logLevel: env.MARU_LOG_LEVEL,
  }));

export type RelayConfig = z.output<typeof environment>;

export type ConfigProblem = { readonly name: string; readonly message: string };

/** A relay that listens on every interface can't tell what it is called: it must be told. */
const wildcards = new Set(['0.0.0.0', '::', '[::]']);

export const parseConfig = (
  variables: Readonly<Record<string, string | undefined>>,
):
  | { readonly ok: true; readonly value: RelayConfig }
  | { readonly ok: false; readonly error: readonly ConfigProblem[] } => {
  const parsed = environment.safeParse(variables);
  if (!parsed.success)
    return {
      ok: false,
      error: parsed.error.issues.map((issue) => ({ name: issue.path.join('.'), message: issue.message })),
    };
  if (wildcards.has(parsed.data.host) && parsed.data.audiences.length === 0)
    return {
      ok: false,
      error: [
        {
          name: 'MARU_AUDIENCES',
          message: 'say under which host names this relay is reached, as it listens on every interface',
        },
      ],
    };
  return { ok: true, value: parsed.data };
};
