/**
 * What one commit changed, gathered while it runs and told only after it is durable, so that nobody
 * ever reads what a rollback takes back.
 */
import {
  type ChannelId,
  type DocumentKey,
  type DocumentStream,
  documentToKey,
  type LogId,
  type MessageId,
  type Operation,
  type Stream,
  streamToKey,
} from '../../model/index.ts';
import type { TimelineChange } from '../../storage/index.ts';

export type Appended = {
  readonly channel: ChannelId;
  readonly thread: MessageId | null;
  readonly mine: boolean;
};

/** Where a post stands that somebody else wrote, and what tells whether it may call for attention. */
export type Arrived = {
  readonly stream: Extract<Stream, { kind: 'channel' }>;
  readonly log: LogId;
  readonly number: number;
  readonly index: number;
  readonly thread: MessageId | null;
  readonly at: number;
  readonly mentions: boolean;
};

export type Changes = {
  readonly appended: Map<string, Appended>;
  readonly changedMessages: Map<ChannelId, Set<MessageId>>;
  /** Channels of which any message may look different. */
  readonly reread: Set<ChannelId>;
  readonly grownLogs: Map<string, { readonly stream: Stream; readonly log: LogId }>;
  /** Notes and boards that have to be read in again. */
  readonly documents: Map<DocumentKey, DocumentStream>;
  /** What others wrote or changed. */
  readonly fresh: MessageId[];
  /** Posts among it. */
  readonly arrived: Arrived[];
  governance: boolean;
  /** How many acts that concern the own person were overturned. */
  overturned: number;
  delivery: boolean;
  /** A log of this device forked: its data was restored or copied. */
  ownFork: boolean;
};

export const noChanges = (): Changes => ({
  appended: new Map(),
  changedMessages: new Map(),
  reread: new Set(),
  grownLogs: new Map(),
  documents: new Map(),
  fresh: [],
  arrived: [],
  governance: false,
  overturned: 0,
  delivery: false,
  ownFork: false,
});

export const noteTimeline = (changes: Changes, change: TimelineChange): void => {
  for (const stream of change.documents) changes.documents.set(documentToKey(stream), stream);
  for (const channel of change.channels) {
    const ids = changes.changedMessages.get(channel) ?? new Set<MessageId>();
    for (const id of change.messages) ids.add(id);
    changes.changedMessages.set(channel, ids);
  }
};

export const noteGrown = (changes: Changes, stream: Stream, log: LogId): void => {
  changes.grownLogs.set(`${streamToKey(stream)} ${log}`, { stream, log });
};

export const noteOperations = (
  changes: Changes,
  stream: Stream,
  ops: readonly Operation[],
  mine: boolean,
): void => {
  if (stream.kind !== 'channel') return;
  for (const op of ops) {
    if (op.type !== 'posted' && op.type !== 'imported') continue;
    const thread = op.type === 'posted' ? op.thread : null;
    changes.appended.set(`${stream.channel}${thread ?? ''}`, { channel: stream.channel, thread, mine });
  }
};
