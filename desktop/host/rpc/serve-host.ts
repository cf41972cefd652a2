/**
 * The host's side of the RPC. Parses every frame with the contract's schemas before anything else
 * sees it, answers each request exactly once, and sends every event to every port. A handler that
 * throws is a bug: it is logged without content and answered as `internal`; the port lives on.
 * What is not even a request frame is counted and dropped, since there is no id to answer to.
 */
import { err, type Logger, type Result } from '@maru/sync-core';
import type { z } from 'zod';
import {
  type CommandInputs,
  type CommandName,
  commandSchemas,
  type HostError,
  type HostFrame,
  type QueryInputs,
  type QueryName,
  querySchemas,
  requestFrame,
} from '../../contract/index.ts';
import type { FramePort } from './frame-port.ts';
import type { HostService } from './host-service.ts';

type Schemas<Inputs> = { readonly [K in keyof Inputs]: z.ZodType<Inputs[K]> };
const commands: Schemas<CommandInputs> = commandSchemas;
const queries: Schemas<QueryInputs> = querySchemas;

const isOwn = <T extends object>(map: T, name: PropertyKey): name is keyof T => Object.hasOwn(map, name);

const parse = <T>(schema: z.ZodType<T>, input: unknown): Result<T, HostError> => {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { ok: true, value: parsed.data };
  const issue = parsed.error.issues[0];
  // The path and zod's message name the rule that was broken, never the value that broke it.
  const detail = issue ? `${issue.path.join('.')}: ${issue.message}` : 'invalid';
  return err({ kind: 'invalid-input', detail });
};

const runCommand = async <K extends CommandName>(
  service: HostService,
  name: K,
  input: unknown,
): Promise<Result<unknown, HostError>> => {
  const parsed = parse(commands[name], input);
  return parsed.ok ? service.commands[name](parsed.value) : parsed;
};

const runQuery = async <K extends QueryName>(
  service: HostService,
  name: K,
  input: unknown,
): Promise<Result<unknown, HostError>> => {
  const parsed = parse(queries[name], input);
  return parsed.ok ? service.queries[name](parsed.value) : parsed;
};

const run = async (
  service: HostService,
  request: z.infer<typeof requestFrame>,
): Promise<Result<unknown, HostError>> => {
  switch (request.type) {
    case 'command':
      return isOwn(commands, request.name)
        ? runCommand(service, request.name, request.input)
        : err({ kind: 'invalid-input', detail: 'unknown command' });
    case 'query':
      return isOwn(queries, request.name)
        ? runQuery(service, request.name, request.input)
        : err({ kind: 'invalid-input', detail: 'unknown query' });
  }
};

/**
 * Serves `service` on `port` until the port closes or the returned function is called. Call it
 * once for each port.
 */
export const serveHost = (port: FramePort, service: HostService, logger: Logger): (() => void) => {
  let open = true;
  const post = (frame: HostFrame): void => {
    if (open) port.post(frame);
  };
  const unsubscribe = service.subscribe((event) => {
    post({ type: 'event', name: event.name, detail: event.detail });
  });
  const end = (): void => {
    if (!open) return;
    open = false;
    unsubscribe();
  };

  const answer = async (request: z.infer<typeof requestFrame>): Promise<void> => {
    let result: Result<unknown, HostError>;
    try {
      result = await run(service, request);
    } catch (thrown) {
      // Messages of errors may quote what they choked on, so only the kind of error is logged.
      const error = thrown instanceof Error ? thrown.name : typeof thrown;
      const where = thrown instanceof Error ? firstFrame(thrown) : '';
      logger.error('a handler threw', { type: request.type, name: request.name, error, where });
      result = err({ kind: 'internal' });
    }
    const value = result.ok ? result.value : result.error;
    post({ type: 'reply', id: request.id, ok: result.ok, value });
  };

  port.listen({
    received(frame) {
      if (!open) return;
      const request = requestFrame.safeParse(frame);
      if (request.success) void answer(request.data);
      else logger.warn('a frame that is no request was dropped');
    },
    closed: end,
  });
  return () => {
    end();
    port.close();
  };
};

/** File and line of the innermost stack frame: where to look, without what was in the message. */
const firstFrame = (error: Error): string => {
  const line = error.stack?.split('\n').find((candidate) => candidate.trimStart().startsWith('at ')) ?? '';
  return line
    .trim()
    .replace(/\(?(?:file:\/\/)?\/.*\/(?=[^/]+$)/u, '')
    .slice(0, 200);
};
