/**
 * A WebSocket subscriber that costs next to nothing: the handshake, then frame headers are walked and
 * payloads handed on as views, good until `onFrame` returns: all sockets read into one buffer. With 200 of them
 * in one process the server is measured, not its audience.
 */
import { randomBytes } from 'node:crypto';
import { connect, type Socket } from 'node:net';

export type RawSocket = {
  /** Sends one masked binary frame. */
  send(payload: Uint8Array): void;
  close(): void;
};

const maskedFrame = (payload: Uint8Array): Buffer => {
  const extended = payload.length < 126 ? 0 : payload.length < 65_536 ? 2 : 8;
  const frame = Buffer.alloc(2 + extended + 4 + payload.length);
  frame[0] = 0x82;
  frame[1] = 0x80 | (extended === 0 ? payload.length : extended === 2 ? 126 : 127);
  if (extended === 2) frame.writeUInt16BE(payload.length, 2);
  if (extended === 8) frame.writeBigUInt64BE(BigInt(payload.length), 2);
  // A mask of zeros is a mask: what the server pays to unmask doesn't depend on it.
  frame.set(payload, 2 + extended + 4);
  return frame;
};

type Header = { readonly start: number; readonly length: number };

const readHeader = (bytes: Buffer, at: number): Header | null => {
  if (bytes.length - at < 2) return null;
  const short = (bytes[at + 1] ?? 0) & 0x7f;
  if (short < 126) return { start: at + 2, length: short };
  if (short === 126)
    return bytes.length - at < 4 ? null : { start: at + 4, length: bytes.readUInt16BE(at + 2) };
  return bytes.length - at < 10 ? null : { start: at + 10, length: Number(bytes.readBigUInt64BE(at + 2)) };
};

const createReader = (onFrame: (payload: Buffer) => void) => {
  let rest: Buffer = Buffer.alloc(0);
  return (chunk: Buffer): void => {
    const bytes = rest.length === 0 ? chunk : Buffer.concat([rest, chunk]);
    let at = 0;
    for (;;) {
      const header = readHeader(bytes, at);
      if (header === null || header.start + header.length > bytes.length) break;
      const isData = ((bytes[at] ?? 0) & 0x0f) <= 2;
      if (isData) onFrame(bytes.subarray(header.start, header.start + header.length));
      at = header.start + header.length;
    }
    // A copy: the next read goes into the same buffer.
    rest = Buffer.from(bytes.subarray(at));
  };
};

const readBuffer = Buffer.allocUnsafeSlow(64 * 1024);

/** Resolves once the server has upgraded. */
export const openRawSocket = (url: string, onFrame: (payload: Buffer) => void): Promise<RawSocket> =>
  new Promise((resolve, reject) => {
    const { hostname, port, pathname } = new URL(url);
    const socket: Socket = connect({
      port: Number(port),
      host: hostname,
      onread: {
        buffer: readBuffer,
        callback(length) {
          take(readBuffer.subarray(0, length));
          return true;
        },
      },
    });
    const read = createReader(onFrame);
    let opened = false;
    let head = Buffer.alloc(0);
    socket.setNoDelay(true);
    socket.on('error', reject);
    socket.on('close', () => reject(new Error('the server closed')));
    socket.on('connect', () =>
      socket.write(
        `GET ${pathname} HTTP/1.1\r\nHost: ${hostname}:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Key: ${randomBytes(16).toString('base64')}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
      ),
    );
    const take = (chunk: Buffer) => {
      if (opened) return read(chunk);
      head = Buffer.concat([head, chunk]);
      const end = head.indexOf('\r\n\r\n');
      if (end < 0) return;
      if (!head.toString('latin1').startsWith('HTTP/1.1 101')) return reject(new Error('no upgrade'));
      opened = true;
      resolve({
        send: (payload) => void socket.write(maskedFrame(payload)),
        close: () => void socket.destroy(),
      });
      read(head.subarray(end + 4));
    };
  });
