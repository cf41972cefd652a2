/**
 * The meeting place of two devices that are being linked: a relay's live room under an id that follows from the code.
 * Nothing is stored there. What is said may be lost, so whoever says something repeats it until it is answered.
 */
import {
  deviceKeys,
  openPairing,
  type PairingMessage,
  type PairingPlace,
  sealPairing,
  signHello,
} from '../../crypto/index.ts';
import type { Transport } from '../../ports/index.ts';
import { decodeAcceptorMessage, encodeConnectorMessage, protocolVersion } from '../../protocol/index.ts';
import { urlToAudience } from '../../sync/index.ts';
import type { ClientDeps } from '../deps.ts';

export type PairingRoom = {
  /** Says it once, if the link is up. */
  say(message: PairingMessage): void;
  close(): void;
};

export type PairingRoomDeps = {
  readonly client: ClientDeps;
  readonly place: PairingPlace;
  readonly relayUrl: string;
  readonly heard: (message: PairingMessage) => void;
  /** Whether the relay answers. */
  readonly reached: (isUp: boolean) => void;
};

const retryMs = 2_000;

export const openPairingRoom = (deps: PairingRoomDeps): PairingRoom => {
  const { place, relayUrl, heard, reached } = deps;
  const { suite, clock, connector } = deps.client;
  // Keys of this meeting alone: a relay that saw the device elsewhere can't tell that it is the same.
  const { signing, device } = deviceKeys(suite, suite.random.bytes(32), place.community);
  let transport: Transport | null = null;
  let isUp = false;
  let cancelRetry: (() => void) | null = null;
  let closed = false;

  const setUp = (up: boolean): void => {
    if (isUp === up || closed) return;
    isUp = up;
    reached(up);
  };

  const answer = (nonce: Uint8Array): void => {
    const { community, genesisHash, access } = place;
    const claim = { community, genesisHash, audience: urlToAudience(relayUrl), device, nonce };
    const hello = signHello(suite, claim, access, signing);
    transport?.send(encodeConnectorMessage({ type: 'hello', version: protocolVersion, ...hello }));
  };

  /** A place where nothing is kept has nothing else to tell. */
  const receive = (frame: Uint8Array): void => {
    const read = decodeAcceptorMessage(frame);
    if (!read.ok) {
      transport?.close();
      return;
    }
    const message = read.value;
    if (message.type === 'challenge') answer(message.nonce);
    if (message.type === 'welcome') setUp(true);
    if (message.type === 'ping') transport?.send(encodeConnectorMessage({ type: 'pong', id: message.id }));
    const said = message.type === 'room' ? openPairing(suite, place, message.payload) : null;
    if (said !== null) heard(said);
  };

  const connect = (): void => {
    if (closed) return;
    transport = connector.connect(relayUrl, {
      opened: () => undefined,
      received: (frame) => {
        if (!closed) receive(frame);
      },
      closed() {
        transport = null;
        if (closed) return;
        isUp = false;
        reached(false);
        cancelRetry = clock.schedule(retryMs, connect);
      },
      drained: () => undefined,
    });
  };
  connect();

  return {
    say(message) {
      if (!isUp) return;
      transport?.send(encodeConnectorMessage({ type: 'room', payload: sealPairing(suite, place, message) }));
    },
    close() {
      closed = true;
      cancelRetry?.();
      transport?.close();
    },
  };
};
