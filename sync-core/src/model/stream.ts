/** Streams: the unit of sync and of keys. */
import { bytesToHex, type Codec, fixedBytes, hexToBytes } from '../base/index.ts';
import { type ChannelId, isChannelId } from './ids.ts';

/** `governance` or `channel/<ChannelId>`. Notes, boards and `self` join with their parts. */
export type Stream =
  | { readonly kind: 'governance' }
  | { readonly kind: 'channel'; readonly channel: ChannelId };

/** A stream as a map key. */
export type StreamKey = 'governance' | `channel/${string}`;

export const governanceStream: Stream = { kind: 'governance' };
export const channelStream = (channel: ChannelId): Stream => ({ kind: 'channel', channel });

export const streamToKey = (stream: Stream): StreamKey =>
  stream.kind === 'governance' ? 'governance' : `channel/${stream.channel}`;

/** `undefined` for text that names no stream. */
export const keyToStream = (key: string): Stream | undefined => {
  if (key === 'governance') return governanceStream;
  const channel = key.startsWith('channel/') ? key.slice('channel/'.length) : undefined;
  return isChannelId(channel) ? channelStream(channel) : undefined;
};

const id16 = fixedBytes(16);

/** One kind byte, then 16 bytes of id for everything but governance. */
export const stream: Codec<Stream> = {
  write(writer, value) {
    writer.byte(value.kind === 'governance' ? 0 : 1);
    if (value.kind === 'channel') id16.write(writer, hexToBytes(value.channel));
  },
  read(reader) {
    const kind = reader.byte();
    if (kind === 0) return governanceStream;
    if (kind !== 1) return reader.fail('unknown stream kind');
    const channel = bytesToHex(id16.read(reader));
    return isChannelId(channel) ? channelStream(channel) : reader.fail('not a channel id');
  },
};
