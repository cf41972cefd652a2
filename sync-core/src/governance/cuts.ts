/**
 * What a removal leaves of what its member wrote [T11], and a timeout, a withdrawn role,
 * a raid undo and a purge likewise: of each log the length that it names, of a log
 * that it doesn't name nothing, however dated. Acts that had seen the removal are judged as any others.
 */
import { err, ok, type Result } from '../base/index.ts';
import {
  type DeviceId,
  type LogId,
  type MemberId,
  type OperationOf,
  type RoleId,
  type Stream,
  streamToKey,
} from '../model/index.ts';
import { isPresent } from './join.ts';
import type { Binding, Community, Purge } from './types.ts';

export const cutKey = (stream: string, log: LogId): string => `${stream} ${log}`;

/** Named twice, the smaller counts. */
export const cutsToMap = (cuts: OperationOf<'memberRemoved'>['cuts']): ReadonlyMap<string, number> => {
  const lengths = new Map<string, number>();
  for (const { stream, cut } of cuts) {
    const key = cutKey(stream, cut.log);
    lengths.set(key, Math.min(cut.length, lengths.get(key) ?? cut.length));
  }
  return lengths;
};

/** How many envelopes of the log count under this cut. */
export const lengthUnder = (binding: Pick<Binding, 'cuts'>, stream: string, log: LogId): number =>
  binding.cuts.get(cutKey(stream, log)) ?? 0;

/**
 * Whether a removal names this log and this place lies beyond its cut. Logs that no removal names are
 * not known here: where the writer's device and the state that it cites are at hand, ask `authorshipOf`.
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
  /** The envelope's own time. */
  readonly ms: number;
};

export type NoAuthor = 'not-a-member' | 'after-removal' | 'reverted' | 'timed-out' | 'purged';
/** Who wrote, and the state by which their permissions are asked. */
export type Authorship = { readonly author: MemberId; readonly state: Community };

/** Whether this binding holds now: a raid undo that was undone doesn't. */
export const isInForce = (now: Community, { op, effect }: Binding): boolean =>
  effect.kind !== 'reverted' || now.reverts.get(op)?.undone === null;

const isPurged = (purge: Purge, ms: number): boolean => ms >= purge.since;

/** The community as if the member didn't hold the role. */
export const withoutRole = (community: Community, id: MemberId, role: RoleId): Community => {
  const member = community.members.get(id);
  if (member === undefined || !member.roles.has(role)) return community;
  const roles = new Set(member.roles);
  roles.delete(role);
  return { ...community, members: new Map(community.members).set(id, { ...member, roles }) };
};

const bound = (
  now: Community,
  then: Community,
  written: Written,
  id: MemberId,
): Result<Authorship, NoAuthor> => {
  const stream = streamToKey(written.stream);
  let state = then;
  const known = new Set(then.bindings.get(id)?.map(({ op }) => op));
  for (const binding of now.bindings.get(id) ?? []) {
    if (known.has(binding.op) || !isInForce(now, binding)) continue;
    if (written.number < lengthUnder(binding, stream, written.log)) continue;
    const { effect } = binding;
    if (effect.kind === 'device-removed' && effect.device === written.device) return err('after-removal');
    if (effect.kind === 'timed-out' && written.ms >= effect.from && written.ms < effect.until)
      return err('timed-out');
    if (effect.kind === 'reverted') return err('reverted');
    if (effect.kind === 'without-role') state = withoutRole(state, id, effect.role);
  }
  return ok({ author: id, state });
};

/**
 * Who wrote an envelope, if it counts: a member at the heads it cites (`then`) whom nothing known `now`,
 * and unseen by the writer, cuts off before it; and what they then held, without roles that were taken
 * from them unseen. The whole of what a timeline must ask.
 */
export const authorshipOf = (
  now: Community,
  then: Community,
  written: Written,
): Result<Authorship, NoAuthor> => {
  const device = then.devices.get(written.device);
  const member = device === undefined ? undefined : then.members.get(device.member);
  if (device === undefined || member === undefined || !isPresent(then, device)) return err('not-a-member');
  // Who was let in by what doesn't count any more never came in, whatever they go on to cite.
  if (!now.devices.has(device.id)) return err('not-a-member');
  // First, as what was purged is erased in time, and what lies beyond a cut is kept.
  const purges = now.purges.get(member.id);
  if (purges !== undefined) {
    const seen = new Set(then.purges.get(member.id)?.map(({ op }) => op));
    if (purges.some((purge) => !seen.has(purge.op) && isPurged(purge, written.ms))) return err('purged');
  }
  const removals = now.removals.get(member.id);
  if (removals !== undefined) {
    const seen = new Set(then.removals.get(member.id)?.map(({ op }) => op));
    const stream = streamToKey(written.stream);
    for (const removal of removals)
      if (!seen.has(removal.op) && written.number >= lengthUnder(removal, stream, written.log))
        return err('after-removal');
  }
  return now.bindings.has(member.id)
    ? bound(now, then, written, member.id)
    : ok({ author: member.id, state: then });
};
