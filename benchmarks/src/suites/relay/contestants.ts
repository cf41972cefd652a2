/** One way to do the like work with each server: subscribers who count, a publisher who sends. */
import * as decoding from 'lib0/decoding';
import * as encoding from 'lib0/encoding';
import * as syncProtocol from 'y-protocols/sync';
import * as Y from 'yjs';
import { nodeSuite, startRelayProcess } from '../../lib/maru.ts';
import type { Trial } from '../../lib/trial.ts';
import { createActor, createRelayWorld, tags } from './actor.ts';
import { openRawSocket } from './raw-socket.ts';
import { type ServerProcess, startHocuspocus, startPlainWs, startYWebsocket } from './servers.ts';

export type Stage = {
  /** Sends one message of about 300 bytes; how many were prepared bounds how often. */
  send(index: number): void;
  stop(): Promise<void>;
};

export type Contestant = {
  readonly label: string;
  /**
   * Starts the server, `subscribers` connections and a publisher with `messages` prepared; `received` is
   * called for each message that reaches a subscriber.
   */
  set(
    trial: Trial,
    subscribers: number,
    messages: number,
    received: (subscriber: number) => void,
  ): Promise<Stage>;
};

const bodyBytes = 300;

const maru: Contestant = {
  label: 'Maru relay',
  async set(_trial, subscribers, messages, received) {
    const suite = await nodeSuite();
    const world = createRelayWorld(suite);
    const relay = await startRelayProcess({ unlimited: true });
    for (let index = 0; index < subscribers; index++)
      await createActor(suite, world).join(relay.syncUrl, (payload) => {
        if (payload[0] === tags.segment) received(index);
      });
    const publisher = createActor(suite, world);
    const socket = await publisher.join(relay.syncUrl, () => undefined);
    const frames = publisher.frames(messages);
    return {
      send: (index) => socket.send(frames[index] ?? new Uint8Array()),
      stop: () => relay.stop(),
    };
  },
};

const plain: Contestant = {
  label: 'plain ws send loop',
  async set(_trial, subscribers, _messages, received) {
    const server = await startPlainWs();
    for (let index = 0; index < subscribers; index++)
      await openRawSocket(`${server.url}/`, () => received(index));
    const socket = await openRawSocket(`${server.url}/`, () => undefined);
    const payload = new Uint8Array(bodyBytes).fill(7);
    return { send: () => socket.send(payload), stop: () => server.stop() };
  },
};

const updateCharacters = 250;
/** A frame below this holds one message; Hocuspocus merges those that come in one turn into one frame. */
const singleBytes = 1.6 * updateCharacters;
/** Counted from the update itself only where it is merged, so that counting costs the audience little. */
const messagesIn = (payload: Buffer, prefix: number): number => {
  if (payload.length < singleBytes) return 1;
  const decoder = decoding.createDecoder(payload.subarray(prefix + 2));
  const { structs } = Y.decodeUpdate(decoding.readVarUint8Array(decoder));
  return structs.reduce((sum, { length }) => sum + length, 0);
};
/** Updates of a Yjs document that append a text each, as a chat on Yjs would. */
const makeUpdates = (count: number): readonly Uint8Array[] => {
  const doc = new Y.Doc();
  const updates: Uint8Array[] = [];
  doc.on('update', (update: Uint8Array) => updates.push(update));
  const messages = doc.getArray<string>('messages');
  for (let index = 0; index < count; index++) messages.push(['x'.repeat(updateCharacters)]);
  return updates;
};

const messageSync = 0;
const syncUpdate = 2;
const frameOf = (room: string | null, write: (encoder: encoding.Encoder) => void): Uint8Array => {
  const encoder = encoding.createEncoder();
  if (room !== null) encoding.writeVarString(encoder, room);
  write(encoder);
  return encoding.toUint8Array(encoder);
};
const updateFrame = (room: string | null, update: Uint8Array): Uint8Array =>
  frameOf(room, (encoder) => {
    encoding.writeVarUint(encoder, messageSync);
    syncProtocol.writeUpdate(encoder, update);
  });

const onYjs = (
  label: string,
  start: (trial: Trial) => Promise<ServerProcess>,
  room: string | null,
  path: string,
  greet: readonly Uint8Array[],
): Contestant => ({
  label,
  async set(trial, subscribers, messages, received) {
    const server = await start(trial);
    const prefix = room === null ? 0 : 1 + room.length;
    const isUpdate = (payload: Buffer): boolean =>
      payload[prefix] === messageSync && payload[prefix + 1] === syncUpdate;
    const open = async (onUpdate: () => void) => {
      const ready = Promise.withResolvers<void>();
      const socket = await openRawSocket(`${server.url}${path}`, (payload) => {
        if (isUpdate(payload)) {
          const messages = messagesIn(payload, prefix);
          for (let index = 0; index < messages; index++) onUpdate();
        } else if (payload[prefix] === messageSync) ready.resolve();
      });
      for (const frame of greet) socket.send(frame);
      // The server has the document and says so with a step of its sync.
      await ready.promise;
      return socket;
    };
    for (let index = 0; index < subscribers; index++) await open(() => received(index));
    const socket = await open(() => undefined);
    const frames = makeUpdates(messages).map((update) => updateFrame(room, update));
    return {
      send: (index) => socket.send(frames[index] ?? new Uint8Array()),
      stop: () => server.stop(),
    };
  },
});

const room = 'bench';
const yWebsocket = onYjs('y-websocket server', () => startYWebsocket(null), null, `/${room}`, []);

/** Hocuspocus wants a token before anything else, then the first step of a sync. */
const authMessage = 2;
const hocuspocusGreeting = [
  frameOf(room, (encoder) => {
    encoding.writeVarUint(encoder, authMessage);
    encoding.writeVarUint(encoder, 0);
    encoding.writeVarString(encoder, 'token');
    encoding.writeVarString(encoder, '4.7.0');
  }),
  frameOf(room, (encoder) => {
    encoding.writeVarUint(encoder, messageSync);
    syncProtocol.writeSyncStep1(encoder, new Y.Doc());
  }),
];
const hocuspocus = onYjs('Hocuspocus', () => startHocuspocus(null), room, '/', hocuspocusGreeting);

export const contestants = { maru, plain, yWebsocket, hocuspocus } as const;
export type ContestantName = keyof typeof contestants;
