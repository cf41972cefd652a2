/** A target in memory, and a clock that only moves when it is told. */
import { bytesToHex, type ChannelId, type Clock, channelId, decode, ok, type Result } from '@maru/sync-core';
import type { ImportedLine, ImportTarget, Written } from '../../host/import/target.ts';

export type MemoryTarget = ImportTarget<never> & {
  readonly channels: ReadonlyMap<string, readonly ImportedLine[]>;
  readonly batches: readonly number[];
};

export const createMemoryTarget = (): MemoryTarget => {
  const channels = new Map<string, ImportedLine[]>();
  const byId = new Map<ChannelId, ImportedLine[]>();
  const ids = new Map<string, ChannelId>();
  const sources = new Set<string>();
  const batches: number[] = [];
  return {
    channels,
    batches,
    async ensureChannel(name): Promise<Result<ChannelId, never>> {
      const known = ids.get(name);
      if (known !== undefined) return ok(known);
      const made = decode(channelId, new Uint8Array(16).fill(ids.size + 1));
      if (!made.ok) throw new Error('a channel id of 16 bytes');
      const lines: ImportedLine[] = [];
      channels.set(name, lines);
      byId.set(made.value, lines);
      ids.set(name, made.value);
      return ok(made.value);
    },
    async write(channel, items): Promise<Result<Written, never>> {
      const lines = byId.get(channel);
      if (lines === undefined) throw new Error('a channel that was ensured');
      const before = lines.length;
      for (const item of items) {
        const name = bytesToHex(item.source);
        if (sources.has(name)) continue;
        sources.add(name);
        lines.push(item);
      }
      batches.push(items.length);
      return ok({ written: lines.length - before, doubles: items.length - (lines.length - before) });
    },
  };
};

export const createInstantClock = (): Clock => ({
  now: () => 1_000,
  schedule(_delayMs, task) {
    queueMicrotask(task);
    return () => undefined;
  },
});
