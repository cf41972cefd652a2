/** Where imported lines go: the client's community, or in tests a list in memory. */
import type { ChannelId, HybridTime, Result, SystemLine } from '@maru/sync-core';

export type ImportedLine = {
  readonly author: string;
  readonly at: HybridTime;
  readonly text: string;
  readonly system: SystemLine | null;
  /** 16 bytes that name the line: one that is there already is not written again. */
  readonly source: Uint8Array;
  /** The `source` of the line that this one answers. */
  readonly replyToSource: Uint8Array | null;
};

export type Written = { readonly written: number; readonly doubles: number };

export type ImportTarget<E> = {
  /** The channel of that name; made when there is none. */
  ensureChannel(name: string): Promise<Result<ChannelId, E>>;
  /** Durable once answered [S1]. */
  write(channel: ChannelId, items: readonly ImportedLine[]): Promise<Result<Written, E>>;
};
