/**
 * WebSocket frames (RFC 6455, 5.2) as a server writes them: one binary, unmasked frame per message.
 * The bytes are the same for every receiver, so a message is framed once however many listen.
 */
export const toSocketFrame = (payload: Uint8Array): Buffer => {
  const { length } = payload;
  const header = length < 126 ? 2 : length < 65_536 ? 4 : 10;
  const frame = Buffer.allocUnsafe(header + length);
  frame[0] = 0x82;
  if (header === 2) frame[1] = length;
  else if (header === 4) {
    frame[1] = 126;
    frame.writeUInt16BE(length, 2);
  } else {
    frame[1] = 127;
    frame.writeBigUInt64BE(BigInt(length), 2);
  }
  frame.set(payload, header);
  return frame;
};

/** The answer to a ping, whose payload has at most 125 bytes. */
export const toPongFrame = (payload: Uint8Array): Buffer =>
  Buffer.concat([Buffer.from([0x8a, payload.length]), payload]);
