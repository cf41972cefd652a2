/**
 * A WebSocket, as far as the stock y-websocket provider can tell, whose other end is the host: it answers the
 * handshake from the state that the host gave, hands on what the page writes, one acknowledged piece at a time,
 * and brings what others write and where their carets stand. Nothing here touches a network.
 */
import { type DeviceId, err } from '@maru/sync-core';
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as sync from 'y-protocols/sync';
import { messageAwareness, messageSync } from 'y-websocket';
import * as Y from 'yjs';
import type { HostError } from '../../../../contract/index.ts';
import type { Timer } from '../../../stores/toast-store.ts';
import { othersCaret, ownCaret } from './caret-frames.ts';
import type { NoteLine } from './note-line.ts';

/** What is saved sooner than this was never unsaved to who wrote it. */
const unsavedAfterMs = 400;
/** Carets move with every key; others see them move this often. */
const caretRestMs = 60;

export type Saving =
  | { readonly kind: 'saved' }
  | { readonly kind: 'saving' }
  /** What was written stays in the page and can be given again. */
  | { readonly kind: 'failed'; readonly error: HostError };

export type SocketDeps = {
  readonly line: NoteLine;
  readonly schedule: Timer;
  readonly onSaving: (saving: Saving) => void;
  readonly onGone: (device: DeviceId) => void;
};

const syncMessage = (write: (encoder: encoding.Encoder) => void): Uint8Array<ArrayBuffer> =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageSync);
    write(encoder);
  });
const caretMessage = (frame: Uint8Array): Uint8Array<ArrayBuffer> =>
  encoding.encode((encoder) => {
    encoding.writeVarUint(encoder, messageAwareness);
    encoding.writeVarUint8Array(encoder, frame);
  });

/** What the page wrote, on its way to the host in order: what gathers while one piece is on its way is the next. */
const createUpdateQueue = ({ line, schedule, onSaving }: SocketDeps) => {
  let waiting: Uint8Array[] = [];
  let running = false;
  const run = async (): Promise<void> => {
    if (running || waiting.length === 0) return;
    running = true;
    const endWait = schedule(() => onSaving({ kind: 'saving' }), unsavedAfterMs);
    let failed: HostError | null = null;
    while (waiting.length > 0 && failed === null) {
      const given = waiting;
      waiting = [];
      const answer = await line
        .change(given.length === 1 && given[0] ? given[0] : Y.mergeUpdates(given))
        .catch(() => err<HostError>({ kind: 'internal' }));
      if (answer.ok) continue;
      failed = answer.error;
      waiting = [...given, ...waiting];
    }
    running = false;
    endWait();
    onSaving(failed === null ? { kind: 'saved' } : { kind: 'failed', error: failed });
  };
  let current: Promise<void> = Promise.resolve();
  const start = (): void => {
    if (!running) current = run();
  };
  return {
    add(update: Uint8Array) {
      waiting.push(update);
      start();
    },
    retry: start,
    /** Resolves once nothing is on its way. */
    settled: () => current,
  };
};

/** The latest caret, at rest intervals. */
const createCaretSender = ({ line, schedule }: SocketDeps) => {
  let next: Uint8Array | null = null;
  let resting = false;
  const send = (): void => {
    if (!next) return;
    line.caret(next);
    next = null;
    resting = true;
    schedule(() => {
      resting = false;
      send();
    }, caretRestMs);
  };
  return (frame: Uint8Array): void => {
    next = frame;
    if (!resting) send();
  };
};

const dataOf = (data: string | BufferSource | Blob): Uint8Array | null => {
  if (data instanceof Uint8Array) return data;
  return data instanceof ArrayBuffer ? new Uint8Array(data) : null;
};

/** The class to give to `WebsocketProvider`, and what gives again what failed. */
export const createNoteSocket = (deps: SocketDeps) => {
  const { line } = deps;
  const queue = createUpdateQueue(deps);
  const sendCaret = createCaretSender(deps);

  class NoteSocket extends EventTarget implements WebSocket {
    static readonly CONNECTING = 0 as const;
    static readonly OPEN = 1 as const;
    static readonly CLOSING = 2 as const;
    static readonly CLOSED = 3 as const;
    readonly CONNECTING = 0 as const;
    readonly OPEN = 1 as const;
    readonly CLOSING = 2 as const;
    readonly CLOSED = 3 as const;
    binaryType: BinaryType = 'arraybuffer';
    readonly bufferedAmount = 0;
    readonly extensions = '';
    readonly protocol = '';
    readonly url: string;
    readyState: WebSocket['readyState'] = 0;
    onopen: WebSocket['onopen'] = null;
    onmessage: WebSocket['onmessage'] = null;
    onclose: WebSocket['onclose'] = null;
    onerror: WebSocket['onerror'] = null;
    readonly #end: () => void;

    constructor(url: string | URL) {
      super();
      this.url = String(url);
      this.#end = line.listen({
        updated: (update) => this.#deliver(syncMessage((encoder) => sync.writeUpdate(encoder, update))),
        caret: (device, member, frame) => {
          const taken = othersCaret(frame, { device, member }, line.clientId);
          if (taken) this.#deliver(caretMessage(taken));
        },
        gone: deps.onGone,
      });
      // As a socket does: never within the call that makes it.
      queueMicrotask(() => {
        if (this.readyState !== 0) return;
        this.readyState = 1;
        this.onopen?.(new Event('open'));
        // What the page has and the host lacks.
        this.#deliver(
          syncMessage((encoder) => {
            encoding.writeVarUint(encoder, sync.messageYjsSyncStep1);
            encoding.writeVarUint8Array(encoder, Y.encodeStateVectorFromUpdate(line.state));
          }),
        );
      });
    }

    #deliver(message: Uint8Array<ArrayBuffer>): void {
      if (this.readyState !== 1) return;
      this.onmessage?.(new MessageEvent('message', { data: message.buffer }));
    }

    send(given: string | BufferSource | Blob): void {
      const data = dataOf(given);
      if (!data || this.readyState !== 1) return;
      const decoder = decoding.createDecoder(data);
      const kind = decoding.readVarUint(decoder);
      if (kind === messageSync) this.#takeSync(decoder);
      if (kind !== messageAwareness) return;
      const caret = ownCaret(decoding.readVarUint8Array(decoder), line.clientId);
      if (caret) sendCaret(caret);
      // A server tells everyone, the writer too: what the provider knows that its line is alive by.
      queueMicrotask(() => this.#deliver(data.slice()));
    }

    #takeSync(decoder: decoding.Decoder): void {
      const kind = decoding.readVarUint(decoder);
      const content = decoding.readVarUint8Array(decoder);
      if (kind === sync.messageYjsSyncStep1) {
        const lacking = Y.diffUpdate(line.state, content);
        queueMicrotask(() =>
          this.#deliver(
            syncMessage((encoder) => {
              encoding.writeVarUint(encoder, sync.messageYjsSyncStep2);
              encoding.writeVarUint8Array(encoder, lacking);
            }),
          ),
        );
        return;
      }
      // An answer to the handshake with nothing in it is not written down.
      if (kind === sync.messageYjsSyncStep2 && isEmptyUpdate(content)) return;
      queue.add(content.slice());
    }

    close(): void {
      if (this.readyState === 3) return;
      this.readyState = 3;
      this.#end();
      this.onclose?.(new CloseEvent('close', { code: 1000 }));
    }
  }

  return { NoteSocket, retry: queue.retry, settled: queue.settled };
};

const isEmptyUpdate = (update: Uint8Array): boolean => {
  const { structs, ds } = Y.decodeUpdate(update);
  return structs.length === 0 && ds.clients.size === 0;
};
