/**
 * What a WebSocket carried, from the bytes of its TCP stream (RFC 6455): the client masks what it sends,
 * so the raw bytes would hide any plaintext. Extensions must be off: a compressed frame throws.
 */

/** Payloads of whole frames, in order, as bytes come in. The HTTP head of the upgrade is passed over. */
export const createFrameReader = (keep: (payload: Buffer) => void): ((bytes: Buffer) => void) => {
  let pending = Buffer.alloc(0);
  let state: 'head' | 'frames' | 'plain' = 'head';

  const next = (): boolean => {
    if (state === 'plain') {
      keep(pending);
      pending = Buffer.alloc(0);
      return false;
    }
    if (state === 'head') {
      const end = pending.indexOf('\r\n\r\n');
      if (end === -1) return false;
      const head = pending.subarray(0, end);
      keep(head);
      pending = pending.subarray(end + 4);
      // A refused upgrade is answered with a page.
      state = /^(?:GET |HTTP\/1\.1 101)/.test(head.toString('latin1')) ? 'frames' : 'plain';
      return true;
    }
    const [first, second] = pending;
    if (first === undefined || second === undefined) return false;
    if ((first & 0x70) !== 0) throw new Error('a frame with an extension: its bytes cannot be searched');
    const short = second & 0x7f;
    const sizeBytes = short === 127 ? 8 : short === 126 ? 2 : 0;
    const maskBytes = (second & 0x80) === 0 ? 0 : 4;
    const start = 2 + sizeBytes + maskBytes;
    if (pending.length < start) return false;
    const length =
      sizeBytes === 0
        ? short
        : sizeBytes === 2
          ? pending.readUInt16BE(2)
          : Number(pending.readBigUInt64BE(2));
    if (pending.length < start + length) return false;
    const payload = Buffer.from(pending.subarray(start, start + length));
    const mask = pending.subarray(start - maskBytes, start);
    if (maskBytes > 0)
      for (let at = 0; at < length; at++) payload[at] = (payload[at] ?? 0) ^ (mask[at % 4] ?? 0);
    keep(payload);
    pending = pending.subarray(start + length);
    return true;
  };

  return (bytes) => {
    pending = Buffer.concat([pending, bytes]);
    while (next());
  };
};
