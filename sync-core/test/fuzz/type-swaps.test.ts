/** The bytes of each wire message under the tag of each other: refused, or read as what they then say. */
import { beforeAll, describe, expect, it } from 'vitest';
import { bytesEqual, type Result } from '../../src/base/index.ts';
import * as protocol from '../../src/protocol/index.ts';
import { createSamples, type Samples } from './samples.ts';

let samples: Samples;
beforeAll(async () => {
  samples = await createSamples('type swaps');
});

const swap = <M extends protocol.Message>(
  messages: readonly M[],
  write: (message: M) => Uint8Array,
  read: (frame: Uint8Array) => Result<M, unknown>,
): void => {
  const frames = messages.map((message) => ({ message, frame: write(message) }));
  for (const { frame } of frames)
    for (const other of frames) {
      const swapped = frame.slice();
      swapped[0] = other.frame[0] ?? 0;
      const result = read(swapped);
      if (!result.ok) continue;
      expect(result.value.type).toBe(other.message.type);
      expect(bytesEqual(write(result.value), swapped)).toBe(true);
    }
};

describe('messages under another tag', () => {
  it('from a connector', () =>
    swap(samples.connector, protocol.encodeConnectorMessage, protocol.decodeConnectorMessage));
  it('from an acceptor', () =>
    swap(samples.acceptor, protocol.encodeAcceptorMessage, protocol.decodeAcceptorMessage));
  it('between peers', () =>
    swap(
      [...samples.connector, ...samples.acceptor],
      protocol.encodePeerMessage,
      protocol.decodePeerMessage,
    ));

  it('what only the other direction says is refused [T14]', () => {
    const shared = new Set<string>(samples.shared.map(({ type }) => type));
    for (const message of samples.acceptor)
      expect(protocol.decodeConnectorMessage(protocol.encodeAcceptorMessage(message)).ok).toBe(
        shared.has(message.type),
      );
    for (const message of samples.connector)
      expect(protocol.decodeAcceptorMessage(protocol.encodeConnectorMessage(message)).ok).toBe(
        shared.has(message.type),
      );
  });
});
