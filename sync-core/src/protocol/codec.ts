/**
 * Frames to messages and back. The size of a frame is checked before anything in it is read, so that
 * no peer can make the decoder work or allocate beyond `limits.frameBytes`. Nothing here ever throws
 * on input; encoding throws on what would break a limit, because that is a bug of ours.
 */
import { assert, type DecodeError, decode, encode, err, type Result } from '../base/index.ts';
import { limits } from '../model/index.ts';
import {
  type AcceptorMessage,
  acceptorMessage,
  type ConnectorMessage,
  connectorMessage,
  type Message,
  peerMessage,
} from './messages.ts';

export type FrameError = DecodeError | { readonly kind: 'too-large'; readonly bytes: number };

const sized = (frame: Uint8Array): Uint8Array => {
  assert(frame.length <= limits.frameBytes, `frame of ${frame.length} bytes`);
  return frame;
};
const tooLarge = (frame: Uint8Array): boolean => frame.length > limits.frameBytes;

export const encodeConnectorMessage = (message: ConnectorMessage): Uint8Array =>
  sized(encode(connectorMessage, message));
export const encodeAcceptorMessage = (message: AcceptorMessage): Uint8Array =>
  sized(encode(acceptorMessage, message));

/** Reads what a connector sent (the acceptor's, so the relay's, side). */
export const decodeConnectorMessage = (frame: Uint8Array): Result<ConnectorMessage, FrameError> =>
  tooLarge(frame) ? err({ kind: 'too-large', bytes: frame.length }) : decode(connectorMessage, frame);
/** Reads what an acceptor sent. */
export const decodeAcceptorMessage = (frame: Uint8Array): Result<AcceptorMessage, FrameError> =>
  tooLarge(frame) ? err({ kind: 'too-large', bytes: frame.length }) : decode(acceptorMessage, frame);

export const encodePeerMessage = (message: Message): Uint8Array => sized(encode(peerMessage, message));
/** Reads what another client sent. */
export const decodePeerMessage = (frame: Uint8Array): Result<Message, FrameError> =>
  tooLarge(frame) ? err({ kind: 'too-large', bytes: frame.length }) : decode(peerMessage, frame);
