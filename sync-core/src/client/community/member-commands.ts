/**
 * Who is in, who reads what: removals and keys [T11, T13]. A removal and the key that its
 * target doesn't get are one operation; what the target wrote is cut at what is known here. Every private
 * channel that both could see gets its new key in the same commit.
 */
import { ok, textToBytes, toWellFormed } from '../../base/index.ts';
import { opToEpochId } from '../../crypto/index.ts';
import type { ChannelId, GovernanceOp, MemberId, OperationOf } from '../../model/index.ts';
import { notAllowed, notFound, type Outcome } from '../errors.ts';
import { createActing } from './acting.ts';
import type { Changes } from './changes.ts';
import type { CommunityCore } from './core.ts';
import { cutsOf, cutsToBytes, purgeFrom } from './cuts.ts';
import type { Inbound } from './inbound.ts';
import type { KeyCare } from './key-care.ts';
import { rotationFor } from './rotation.ts';
import type { Writer } from './writer.ts';

type Done = Outcome<Record<string, never>>;

export type MemberCommands = {
  /** Ends a membership. Another invite brings them back. */
  kick(member: MemberId, reason: string): Promise<Done>;
  /**
   * Ends a membership, or keeps a stranger out, until it is lifted. `purgeMs`: what they wrote in so long a time
   * is hidden too, 7 days at most.
   */
  ban(member: MemberId, reason: string, purgeMs?: number | null): Promise<Done>;
  /** Ends the own membership. */
  leave(): Promise<Done>;
  /** Opens the next epoch: of a private channel, or of everyone where `channel` is null. */
  rotateKeys(channel: ChannelId | null): Promise<Done>;
};

export type MemberCommandsDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly inbound: Inbound;
  readonly keyCare: KeyCare;
  readonly publish: (changes: Changes) => void;
};

const done = ok<Record<string, never>>({});

export const createMemberCommands = (deps: MemberCommandsDeps): MemberCommands => {
  const { core, writer, inbound, keyCare, publish } = deps;
  const { governance, self } = core;

  const { commit, act } = createActing({ core, writer, publish });

  const remove = (
    member: MemberId,
    ban: boolean,
    reason: string,
    purgeMs: number | null = null,
  ): Promise<Done> =>
    commit((changes) => {
      const state = governance.current();
      const cuts = cutsOf(core, member);
      const purge: readonly GovernanceOp[] =
        purgeMs === null
          ? []
          : [{ type: 'messagesPurged', member, since: purgeFrom(core.clock.now(), purgeMs) }];
      const bare: OperationOf<'memberRemoved'> = {
        type: 'memberRemoved',
        member,
        ban,
        reason: toWellFormed(reason),
        cuts,
        epoch: null,
      };
      const target = state.members.get(member);
      if (target === undefined || member === self) {
        // A stranger holds no key; one's own next key is not for oneself to make.
        const acted = act([bare, ...purge], changes);
        inbound.settle(changes);
        return acted.ok ? done : acted;
      }
      const rotation = rotationFor(core, state, null, {
        leaving: { member },
        taken: cutsToBytes(cuts) + textToBytes(bare.reason).length,
      });
      const acted = act([{ ...bare, epoch: rotation.newEpoch }], changes);
      if (!acted.ok) return acted;
      const purged = act(purge, changes);
      if (!purged.ok) return purged;
      core.keys.take(governance.current());
      const [id] = acted.value;
      if (id !== undefined) {
        const rest = act(rotation.rest(opToEpochId(id)), changes);
        if (!rest.ok) return rest;
      }
      keyCare.tend(changes);
      return done;
    });

  return {
    kick: (member, reason) => remove(member, false, reason),
    ban: (member, reason, purgeMs) => remove(member, true, reason, purgeMs),
    leave: () => remove(self, false, ''),
    rotateKeys: (channel) =>
      commit((changes) => {
        if (channel !== null && !governance.current().channels.has(channel)) return notFound;
        if (!writer.rotate(channel, changes)) return notAllowed('viewChannel');
        inbound.settle(changes);
        return done;
      }),
  };
};
