/**
 * Cuts, as operations that reach back carry them [T11]: of each log of the people concerned, the length that
 * goes on to count. A log that isn't named counts for nothing, so what there is no room for is what holds least.
 */

import { unreachable } from '../../base/index.ts';
import type { DeviceId, MemberId } from '../../model/index.ts';
import { isGovernanceOp, limits, type OperationOf, type Stream, streamToKey } from '../../model/index.ts';
import type { ChainState } from '../../storage/index.ts';
import type { CommunityCore } from './core.ts';
import { openContent } from './inbound.ts';

export type Cuts = OperationOf<'memberRemoved'>['cuts'];

/** Of an operation's 60 KiB; a new epoch, names and a reason have the rest. */
const roomForCuts = 40 * 1024;

/** What a cut takes in an operation, a little rounded up: the stream's name, the log, its length, the head's hash. */
const cutToBytes = ({ stream, cut }: Cuts[number]): number =>
  stream.length + 40 + (cut.head === null ? 0 : 32);

export const cutsToBytes = (cuts: Cuts): number => cuts.reduce((bytes, cut) => bytes + cutToBytes(cut), 0);

/** As many as an operation holds: first without the hashes, which nobody judges by, then the longest. */
const fit = (cuts: Cuts): Cuts => {
  if (cutsToBytes(cuts) <= roomForCuts) return cuts;
  let room = roomForCuts;
  return [...cuts]
    .sort((a, b) => b.cut.length - a.cut.length)
    .map(({ stream, cut }) => ({ stream, cut: { ...cut, head: null } }))
    .filter((cut) => {
      room -= cutToBytes(cut);
      return room >= 0;
    });
};

const devicesOf = (core: CommunityCore, members: ReadonlySet<MemberId>): ReadonlySet<DeviceId> => {
  const devices = new Set<DeviceId>();
  for (const { id, member } of core.governance.current().devices.values())
    if (members.has(member)) devices.add(id);
  return devices;
};

const chainsOf = ({ store }: CommunityCore, devices: ReadonlySet<DeviceId>): readonly ChainState[] =>
  store
    .streams()
    .flatMap((stream) => store.chains(stream).filter(({ opening }) => devices.has(opening.device)));

/** All that is known here of what these devices wrote. */
export const cutsOfDevices = (core: CommunityCore, devices: ReadonlySet<DeviceId>): Cuts =>
  fit(
    chainsOf(core, devices).map(({ stream, log, length, head, tail }) => ({
      stream: streamToKey(stream),
      cut: { log, length: tail?.to ?? length, head: tail?.head ?? head },
    })),
  );

/** All that is known here of what a member wrote. */
export const cutsOf = (core: CommunityCore, member: MemberId): Cuts =>
  cutsOfDevices(core, devicesOf(core, new Set([member])));

type Since = { readonly before: number; readonly acts: number; readonly messages: number };

/** Acts of governance from a moment on, joins and keys aside: those stay whatever is undone. */
const governedSince = (core: CommunityCore, { stream, log, length }: ChainState, sinceMs: number): Since => {
  let before = length;
  let acts = 0;
  for (const { envelope } of core.store.envelopes(stream, log, 0, length)) {
    const content = openContent(core, envelope);
    if (content.kind !== 'opened') continue;
    const { number } = envelope.header;
    if (number < before && content.content.time.ms >= sinceMs) before = number;
    if (number < before) continue;
    for (const op of content.content.ops) if (isGovernanceOp(op) && !staysOnRevert.has(op.type)) acts++;
  }
  return { before, acts, messages: 0 };
};
const staysOnRevert: ReadonlySet<string> = new Set([
  'memberJoined',
  'epochOpened',
  'channelEpochOpened',
  'epochSealed',
]);

/** Of a note or a board: its updates aren't rows, so they are opened. */
const editedSince = (core: CommunityCore, { stream, log, length }: ChainState, sinceMs: number): Since => {
  for (const { envelope } of core.store.envelopes(stream, log, 0, length)) {
    const content = openContent(core, envelope);
    if (content.kind === 'opened' && content.content.time.ms >= sinceMs)
      return { before: envelope.header.number, acts: 0, messages: 0 };
  }
  return { before: length, acts: 0, messages: 0 };
};

const since = (core: CommunityCore, chain: ChainState, sinceMs: number): Since => {
  switch (chain.stream.kind) {
    case 'governance':
      return governedSince(core, chain, sinceMs);
    case 'channel':
      return { acts: 0, ...core.store.writtenSince(chain.stream, chain.log, sinceMs) };
    case 'note':
    case 'board':
      return editedSince(core, chain, sinceMs);
    default:
      return unreachable(chain.stream);
  }
};

const headAt = (core: CommunityCore, stream: Stream, log: ChainState['log'], length: number) =>
  length === 0 ? null : (core.store.envelope(stream, log, length - 1)?.envelope.hash ?? null);

/** What these people wrote before a moment, by its own dates; and how much there is from then on. */
export const cutsBefore = (
  core: CommunityCore,
  members: ReadonlySet<MemberId>,
  sinceMs: number,
): { readonly cuts: Cuts; readonly acts: number; readonly messages: number } => {
  const cuts: Cuts[number][] = [];
  let acts = 0;
  let messages = 0;
  for (const chain of chainsOf(core, devicesOf(core, members))) {
    const found = since(core, chain, sinceMs);
    acts += found.acts;
    messages += found.messages;
    if (found.before === 0) continue;
    const { stream, log } = chain;
    const head = headAt(core, stream, log, found.before);
    cuts.push({ stream: streamToKey(stream), cut: { log, length: found.before, head } });
  }
  return { cuts: fit(cuts), acts, messages };
};

/** The moment from which what somebody banned wrote is hidden: within the limit whatever clock judges it. */
export const purgeFrom = (nowMs: number, purgeMs: number): number =>
  nowMs - Math.min(purgeMs, limits.purgeMs - limits.clockDriftMs);
