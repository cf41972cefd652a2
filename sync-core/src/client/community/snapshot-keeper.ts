/**
 * Leaves a first look at the community with the relay for each open invite that was made on this device, and keeps it
 * fresh: anew when something changed, at most every limits.snapshotEveryMs; when the relay lost what it had; and
 * takes it away once the invite lets nobody in any more. Costs nothing while nothing changes.
 */
import { bytesToHex, type CodecValue, decode, encode, list, struct, text, uint } from '../../base/index.ts';
import { lookOf, sealSnapshot, snapshotPlace } from '../../crypto/index.ts';
import { type Invite, isAdmitted } from '../../governance/index.ts';
import { type InviteId, inviteId, limits } from '../../model/index.ts';
import type { BlobMessage } from '../../protocol/index.ts';
import { inBackground } from '../background.ts';
import type { CommunityCore } from './core.ts';
import type { MadeInvites } from './made-invites.ts';
import { buildSnapshot } from './snapshot-build.ts';

const setting = 'snapshots-left';
const leftCodec = struct({
  /** Which relay, and which life of it. */
  relay: text(128),
  invites: list(struct({ invite: inviteId, at: uint(2 ** 48 - 1), look: text(64) }), limits.invitesKept),
});
type Left = CodecValue<typeof leftCodec>;

/** What changes together is left together. */
const settleMs = 2_000;

export type SnapshotKeeper = {
  /** A relay was met. */
  met(relay: string): void;
  /** The relay keeps nothing under this id. */
  notKept(id: Uint8Array): void;
  /** Something changed that a first look may show. */
  look(): void;
  stop(): void;
};

export type SnapshotKeeperDeps = {
  readonly core: CommunityCore;
  readonly made: MadeInvites;
  readonly send: (message: BlobMessage) => void;
  readonly isOnline: () => boolean;
};

export const createSnapshotKeeper = ({ core, made, send, isOnline }: SnapshotKeeperDeps): SnapshotKeeper => {
  const { store, clock, suite, governance, self, device, committer, logger } = core;
  let relay: string | null = null;
  let cancel: (() => void) | null = null;
  let stopped = false;

  const read = (): Left => {
    const saved = store.setting(setting);
    const left = saved === null ? null : decode(leftCodec, saved);
    return left?.ok ? left.value : { relay: '', invites: [] };
  };
  const save = (left: Left): void => {
    inBackground(
      logger,
      committer.commit(() => store.saveSetting(setting, encode(leftCodec, left))),
    );
  };

  const isDue = (before: Left['invites'][number] | undefined, look: string): boolean => {
    if (before === undefined) return true;
    const age = clock.now() - before.at;
    // A clock that was set back doesn't keep it from being fresh.
    if (age < 0 || age >= limits.snapshotAgainMs) return true;
    return before.look !== look && age >= limits.snapshotEveryMs;
  };

  const leave = (invite: Invite, seed: Uint8Array, before: Left['invites'][number] | undefined) => {
    const snapshot = buildSnapshot(core, invite);
    const look = lookOf(suite, snapshot);
    if (!isDue(before, look)) return before;
    const place = snapshotPlace(suite, seed);
    send({ type: 'blobKept', id: place.id, bytes: sealSnapshot(suite, snapshot, place, device.signing) });
    return { invite: invite.id, at: snapshot.at, look };
  };

  const run = (): void => {
    cancel = null;
    if (stopped || relay === null || !isOnline()) return;
    if (!isAdmitted(governance.current(), self, device.device)) return;
    const saved = read();
    const known = saved.relay === relay ? saved.invites : [];
    const open = made.open().slice(0, limits.snapshotInvites);
    const invites = open.flatMap(({ invite, seed }) => {
      const before = known.find((one) => one.invite === invite.id);
      return leave(invite, seed, before) ?? [];
    });
    for (const { invite } of known) if (!open.some((one) => one.invite.id === invite)) takeAway(invite);
    const left: Left = { relay, invites };
    if (JSON.stringify(left) !== JSON.stringify(saved)) save(left);
    if (open.length > 0) schedule(limits.snapshotEveryMs);
  };

  const takeAway = (invite: InviteId): void => {
    const seed = made.seedOf(invite);
    if (seed !== null) send({ type: 'blobKept', id: snapshotPlace(suite, seed).id, bytes: new Uint8Array() });
  };

  const schedule = (delayMs: number): void => {
    cancel?.();
    cancel = clock.schedule(delayMs, run);
  };

  return {
    met(met) {
      relay = met;
      schedule(settleMs);
    },
    notKept(id) {
      const saved = read();
      const lost = bytesToHex(id);
      const invites = saved.invites.filter(({ invite }) => {
        const seed = made.seedOf(invite);
        return seed === null || bytesToHex(snapshotPlace(suite, seed).id) !== lost;
      });
      if (invites.length < saved.invites.length) save({ ...saved, invites });
    },
    look() {
      if (relay !== null && !stopped) schedule(settleMs);
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
};
