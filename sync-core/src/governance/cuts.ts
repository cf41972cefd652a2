/**
 * What a removal leaves of what its member wrote [T11]: of each log the length that it names, of a log
 * that it doesn't name nothing, however dated. Acts that had seen the removal are judged as any others.
 */
import { err, ok, type Result } from '../base/index.ts';
import { type DeviceId, type LogId, type MemberId, type Stream, streamToKey } from '../model/index.ts';
import type { Community, Removal } from './types.ts';

export const cutKey = (stream: string, log: LogId): string => `${stream} ${log}`;

/** How many envelopes of the log count under this removal. */
export const lengthUnder = (removal: Pick<Removal, 'cuts'>, stream: string, log: LogId): number =>
  removal.cuts.get(cutKey(stream, log)) ?? 0;

/**
 * Whether a removal names this log and this place lies beyond its cut. Logs that no removal names are
 * not known here: where the writer's device and the state that it cites are at hand, ask `authorOf`.
 */
export const isCut = (community: Community, stream: Stream, log: LogId, number: number): boolean => {
  const key = cutKey(streamToKey(stream), log);
  for (const removals of community.removals.values())
    for (const removal of removals) {
      const length = removal.cuts.get(key);
      if (length !== undefined && number >= length) return true;
    }
  return false;
};

export type Written = {
  readonly stream: Stream;
  readonly log: LogId;
  readonly number: number;
  readonly device: DeviceId;
};

/**
 * Who wrote an envelope, if it counts: a member at the heads it cites (`then`) whom no removal known
 * `now`, and unseen by the writer, cuts off before it. The whole of what a timeline must ask.
 */
export const authorOf = (
  now: Community,
  then: Community,
  written: Written,
): Result<MemberId, 'not-a-member' | 'after-removal'> => {
  const device = then.devices.get(written.device);
  const member = device === undefined ? undefined : then.members.get(device.member);
  if (device === undefined || member?.membership !== device.membership) return err('not-a-member');
  const removals = now.removals.get(member.id);
  if (removals === undefined) return ok(member.id);
  const seen = new Set(then.removals.get(member.id)?.map(({ op }) => op));
  const stream = streamToKey(written.stream);
  for (const removal of removals)
    if (!seen.has(removal.op) && written.number >= lengthUnder(removal, stream, written.log))
      return err('after-removal');
  return ok(member.id);
};
