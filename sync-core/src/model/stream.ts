/** Streams: the unit of sync and of keys. */
import { bytesToHex, type Codec, fixedBytes, hexToBytes, type Reader } from '../base/index.ts';
import { type ChannelId, isChannelId, isMessageId, type MessageId } from './ids.ts';

export const documentKinds = ['note', 'board'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** The note or the board of a place: of a channel (`thread` null), or of a thread in one. */
export type DocumentStream = {
  readonly kind: DocumentKind;
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
};

/** `self` travels in a channel of the own space (see client/own-space). */
export type Stream =
  | { readonly kind: 'governance' }
  | { readonly kind: 'channel'; readonly channel: ChannelId }
  | DocumentStream;

/** A document's stream as a map key. */
export type DocumentKey = `${DocumentKind}/${string}`;
/** A stream as a map key. */
export type StreamKey = 'governance' | `channel/${string}` | DocumentKey;

export const governanceStream: Stream = { kind: 'governance' };
export const channelStream = (channel: ChannelId): Stream => ({ kind: 'channel', channel });
export const documentStream = (
  kind: DocumentKind,
  channel: ChannelId,
  thread: MessageId | null = null,
): DocumentStream => ({ kind, channel, thread });

export const isDocumentStream = (stream: Stream): stream is DocumentStream =>
  stream.kind === 'note' || stream.kind === 'board';

/** `note/<channel>`, `board/<channel>/<thread>` … */
export const documentToKey = ({ kind, channel, thread }: DocumentStream): DocumentKey =>
  thread === null ? `${kind}/${channel}` : `${kind}/${channel}/${thread}`;

export const streamToKey = (stream: Stream): StreamKey => {
  switch (stream.kind) {
    case 'governance':
      return 'governance';
    case 'channel':
      return `channel/${stream.channel}`;
    case 'note':
    case 'board':
      return documentToKey(stream);
  }
};

/** `undefined` for text that names no document. */
const keyToDocument = (key: string): DocumentStream | undefined => {
  const [kindText, channel, thread, more] = key.split('/');
  const kind = documentKinds.find((known) => known === kindText);
  if (kind === undefined || !isChannelId(channel) || more !== undefined) return undefined;
  if (thread === undefined) return documentStream(kind, channel);
  return isMessageId(thread) ? documentStream(kind, channel, thread) : undefined;
};

/** `undefined` for text that names no stream. */
export const keyToStream = (key: string): Stream | undefined => {
  if (key === 'governance') return governanceStream;
  const channel = key.startsWith('channel/') ? key.slice('channel/'.length) : undefined;
  return isChannelId(channel) ? channelStream(channel) : keyToDocument(key);
};

const id16 = fixedBytes(16);
/** Kind bytes: append only. */
const codes = { governance: 0, channel: 1, note: 2, noteOfThread: 3, board: 4, boardOfThread: 5 } as const;

const streamToCode = (stream: Stream): number => {
  switch (stream.kind) {
    case 'governance':
      return codes.governance;
    case 'channel':
      return codes.channel;
    case 'note':
      return stream.thread === null ? codes.note : codes.noteOfThread;
    case 'board':
      return stream.thread === null ? codes.board : codes.boardOfThread;
  }
};

const readChannel = (reader: Reader): ChannelId => {
  const channel = bytesToHex(id16.read(reader));
  return isChannelId(channel) ? channel : reader.fail('not a channel id');
};
const readThread = (reader: Reader): MessageId => {
  const thread = bytesToHex(id16.read(reader));
  return isMessageId(thread) ? thread : reader.fail('not a message id');
};

/** One kind byte, then 16 bytes of channel for everything but governance, and 16 of thread where there is one. */
export const stream: Codec<Stream> = {
  write(writer, value) {
    writer.byte(streamToCode(value));
    if (value.kind === 'governance') return;
    id16.write(writer, hexToBytes(value.channel));
    if (value.kind !== 'channel' && value.thread !== null) id16.write(writer, hexToBytes(value.thread));
  },
  read(reader) {
    const code = reader.byte();
    switch (code) {
      case codes.governance:
        return governanceStream;
      case codes.channel:
        return channelStream(readChannel(reader));
      case codes.note:
        return documentStream('note', readChannel(reader));
      case codes.noteOfThread:
        return documentStream('note', readChannel(reader), readThread(reader));
      case codes.board:
        return documentStream('board', readChannel(reader));
      case codes.boardOfThread:
        return documentStream('board', readChannel(reader), readThread(reader));
      default:
        return reader.fail('unknown stream kind');
    }
  },
};
