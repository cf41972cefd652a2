/**
 * The owner's client says that the owner is there, while somebody could take over in their absence [T12]: once a
 * day at most, where they haven't written to governance otherwise, and at once when somebody voted. Only while
 * the person is present: a machine that was left running is nobody's sign of life.
 */
import { isAdmitted } from '../../governance/index.ts';
import { governanceStream, limits } from '../../model/index.ts';
import { inBackground } from '../background.ts';
import { type Changes, noChanges } from './changes.ts';
import type { CommunityCore } from './core.ts';
import type { Inbound } from './inbound.ts';
import type { Writer } from './writer.ts';

export type OwnerSign = {
  /** Governance changed or the person came back: a sign may be due. */
  look(): void;
  stop(): void;
};

export type OwnerSignDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly inbound: Inbound;
  readonly publish: (changes: Changes) => void;
  readonly isPresent: () => boolean;
};

export const createOwnerSign = ({ core, writer, inbound, publish, isPresent }: OwnerSignDeps): OwnerSign => {
  const { governance, self, device, clock, committer, logger } = core;
  let cancel: (() => void) | null = null;
  let stopped = false;

  const concernsMe = (): boolean => {
    const { owner, succession } = governance.current();
    return owner === self && succession !== null && isAdmitted(governance.current(), self, device.device);
  };

  const isDue = (): boolean => {
    if (stopped || !concernsMe() || !isPresent()) return false;
    const { ownerSeenAt, successionVotes } = governance.current();
    const silentMs = clock.now() - ownerSeenAt;
    if (silentMs >= limits.ownerSignMs) return true;
    return (
      silentMs >= limits.ownerAnswerMs && [...successionVotes.values()].some(({ at }) => at > ownerSeenAt)
    );
  };

  const sign = (): void => {
    const changes = noChanges();
    const signed = committer
      .commit(() => {
        // Another device of theirs, or an act of their own, may have been quicker.
        if (!isDue()) return;
        writer.write(governanceStream, [{ type: 'ownerSeen' }], changes);
        inbound.settle(changes);
      })
      .then((done) => done.ok && publish(changes));
    inBackground(logger, signed);
  };

  const look = (): void => {
    if (stopped) return;
    if (isDue()) sign();
    if (cancel !== null || !concernsMe()) return;
    cancel = clock.schedule(limits.ownerLookMs, () => {
      cancel = null;
      look();
    });
  };

  return {
    look,
    stop() {
      stopped = true;
      cancel?.();
    },
  };
};
