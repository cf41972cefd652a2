/**
 * The host's side of a sandbox: one thread, ended when an update takes too long or its memory is used up, started
 * again at next need, and given up when it rests. Tasks take turns.
 */
import type {
  DocumentSandbox,
  SandboxFailure,
  SandboxTask,
  SandboxVerdict,
} from '../../../src/documents/index.ts';
import { limits } from '../../../src/model/index.ts';
import type { FromSandbox, ToSandbox } from './messages.ts';

export type SandboxThread = {
  post(message: ToSandbox): void;
  end(): void;
};

export type SandboxPlatform = {
  /** `ended`: the thread ended by itself. Throws where threads can't be had. */
  start(
    megabytes: number,
    receive: (message: FromSandbox) => void,
    ended: (failure: SandboxFailure) => void,
  ): SandboxThread;
  schedule(delayMs: number, task: () => void): () => void;
};

type Running = { readonly thread: SandboxThread; readonly megabytes: number };

/** What a document of this size may take: all of its structs, held as objects. */
const megabytesFor = ({ entries, state }: SandboxTask): number => {
  let bytes = state.length;
  for (const { update } of entries) bytes += update.length;
  const wanted = limits.sandboxMegabytes * Math.ceil((bytes + 1) / limits.sandboxBytes);
  return Math.min(wanted, limits.sandboxMegabytesMost);
};

/** What is large takes longer, and honest people paste as well. */
const timeFor = (bytes: number): number => limits.sandboxMs * Math.ceil((bytes + 1) / limits.sandboxBytes);

export const createSandbox = ({ start, schedule }: SandboxPlatform): DocumentSandbox => {
  let running: Running | null = null;
  let turn: Promise<unknown> = Promise.resolve();
  let lastId = 0;
  let closed = false;
  let stopIdle = (): void => undefined;
  let receive: (message: FromSandbox) => void = () => undefined;
  let ended: (failure: SandboxFailure) => void = () => undefined;

  const end = (): void => {
    running?.thread.end();
    running = null;
  };

  /** Null where there can be none. */
  const threadOf = async (megabytes: number): Promise<Running | null> => {
    if (running && running.megabytes >= megabytes) return running;
    end();
    const ready = Promise.withResolvers<boolean>();
    const cancel = schedule(limits.sandboxStartMs, () => ready.resolve(false));
    receive = ({ type }) => ready.resolve(type === 'ready');
    ended = () => ready.resolve(false);
    try {
      const thread = start(
        megabytes,
        (message) => receive(message),
        (failure) => {
          running = null;
          ended(failure);
        },
      );
      running = { thread, megabytes };
    } catch {
      // No such threads here: it is said by the verdict.
      ready.resolve(false);
    }
    const isReady = await ready.promise;
    cancel();
    if (!isReady) end();
    return running;
  };

  const run = async (task: SandboxTask): Promise<SandboxVerdict> => {
    stopIdle();
    const found = closed ? null : await threadOf(megabytesFor(task));
    if (found === null) return { kind: 'unavailable' };
    const id = ++lastId;
    const verdict = Promise.withResolvers<SandboxVerdict>();
    let current: number | null = null;
    let cancel = (): void => undefined;
    const fail = (failure: SandboxFailure): void => {
      const entry = current === null ? undefined : task.entries[current];
      verdict.resolve({
        kind: 'failed',
        failure,
        entry: entry ? { writer: entry.writer, place: entry.place } : null,
      });
    };
    const wait = (bytes: number): void => {
      cancel();
      cancel = schedule(timeFor(bytes), () => fail('too-slow'));
    };
    receive = (message) => {
      if (message.type === 'ready' || message.id !== id) return;
      if (message.type === 'done') verdict.resolve({ kind: 'fine' });
      else if (message.type === 'broken') fail('broken');
      else {
        current = message.entry;
        wait(task.entries[current]?.update.length ?? 0);
      }
    };
    ended = fail;
    // What is held already is read first, and all of them are looked at.
    wait(task.entries.reduce((sum, { update }) => sum + update.length, task.state.length));
    found.thread.post({ id, task });
    const outcome = await verdict.promise;
    cancel();
    if (outcome.kind === 'failed') end();
    else stopIdle = schedule(limits.sandboxIdleMs, end);
    return outcome;
  };

  return {
    tryOut(task) {
      const next = turn.then(() => run(task));
      turn = next;
      return next;
    },
    close() {
      closed = true;
      stopIdle();
      end();
      ended('broken');
    },
  };
};
