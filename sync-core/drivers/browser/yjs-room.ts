/**
 * A sealed room for an editor that uses the stock y-websocket provider: a `WebSocketPolyfill` whose frames only
 * those who have the room's secret can read (decision 0028; how, is in crypto/yjs-room.ts). A relay can say three
 * fixed words in the clear; whatever else isn't sealed in this room is dropped.
 *
 *   const room = await createSealedYjsRoom(secret);
 *   new WebsocketProvider('wss://relay.example.org/yjs', room.name, doc, room.options);
 *
 * In a page and in Node (whose own `WebSocket` is the same).
 */
import { bytesToHex } from '../../src/base/index.ts';
import {
  createSuite,
  createYjsSealer,
  type SealedYjsRoom,
  sealedYjsRoom,
  type YjsSealer,
} from '../../src/crypto/index.ts';
import { limits } from '../../src/model/index.ts';
import {
  createYjsPieceJoiner,
  isYjsRoomWord,
  yjsRoomCloseCodes,
  yjsRoomProtocol,
} from '../../src/protocol/index.ts';
import { createBrowserRandom } from './random.ts';

export type YjsRoomAccess = {
  /** The provider's `roomname`. */
  readonly name: string;
  /** For the provider's own options: they prove to the relay that the room is known, and seal. */
  readonly options: {
    readonly protocols: string[];
    readonly WebSocketPolyfill: typeof WebSocket;
  };
};

type MessageHandler = WebSocket['onmessage'];
type Sendable = Parameters<WebSocket['send']>[0];

const toBytes = (data: Sendable): Uint8Array | null => {
  if (data instanceof ArrayBuffer) return new Uint8Array(data);
  if (ArrayBuffer.isView(data)) return new Uint8Array(data.buffer, data.byteOffset, data.byteLength);
  return null;
};

/** A `WebSocket` whose `send` and `onmessage` are sealed; the provider uses no other way in or out. */
const sealSocket = (makeSealer: () => YjsSealer): typeof WebSocket =>
  class extends WebSocket {
    readonly #sealer = makeSealer();
    readonly #joiner = createYjsPieceJoiner();
    #handler: MessageHandler = null;

    override send(data: Sendable): void {
      const frame = toBytes(data);
      if (frame === null) throw new TypeError('only bytes go into a sealed room');
      const pieces = this.#sealer.seal(frame);
      // Tried again it would be as long: the provider is told to stop.
      if (pieces === null)
        return void this.close(yjsRoomCloseCodes.tooLarge, 'a change of more than 16 MiB can’t be sent');
      for (const piece of pieces) super.send(new Uint8Array(piece));
    }

    override get onmessage(): MessageHandler {
      return this.#handler;
    }

    override set onmessage(handler: MessageHandler) {
      this.#handler = handler;
      super.onmessage = handler === null ? null : ({ data }) => this.#receive(data, handler);
    }

    #receive(data: unknown, handler: NonNullable<MessageHandler>): void {
      if (!(data instanceof ArrayBuffer) || data.byteLength > limits.frameBytes) return;
      const frame = this.#open(new Uint8Array(data));
      if (frame === null) return;
      handler.call(this, new MessageEvent('message', { data: new Uint8Array(frame).buffer }));
    }

    #open(bytes: Uint8Array): Uint8Array | null {
      if (isYjsRoomWord(bytes)) return bytes;
      const piece = this.#sealer.open(bytes);
      return piece === null ? null : this.#joiner.take(piece);
    }
  };

/** A secret for a new room, plain or sealed, never both: of a plain one the relay is told. */
export const createYjsRoomSecret = (): string => bytesToHex(createBrowserRandom().bytes(32));

/** Throws a `RangeError` unless `secret` is 64 lower-case hex digits (`createYjsRoomSecret`, `openssl rand -hex 32`). */
export const createSealedYjsRoom = async (secret: string): Promise<YjsRoomAccess> => {
  const suite = await createSuite(createBrowserRandom());
  const room: SealedYjsRoom | null = sealedYjsRoom(suite, secret);
  if (room === null) throw new RangeError('the secret of a room is 64 lower-case hex digits');
  return {
    name: room.name,
    options: {
      protocols: [yjsRoomProtocol, room.token],
      WebSocketPolyfill: sealSocket(() => createYjsSealer(suite, room)),
    },
  };
};
