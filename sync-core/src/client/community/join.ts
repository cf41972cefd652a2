/**
 * Coming in with an invite: the join cites the governance it saw, so it waits until that has arrived
 * and names the invite. The invite's seed is kept in the community's file: epochs that opened while the
 * join was on its way are sealed to it.
 */
import { type CodecValue, decode, encode, fixedBytes, ok, struct, varint } from '../../base/index.ts';
import {
  type CipherSuite,
  type InviteKeys,
  type InviteTicket,
  inviteKeys,
  inviteProof,
  inviteSeedBytes,
  issueCertificate,
} from '../../crypto/index.ts';
import { isAdmitted } from '../../governance/index.ts';
import { deviceId, type GovernanceOp, governanceStream } from '../../model/index.ts';
import type { CommunityStore } from '../../storage/index.ts';
import { inBackground } from '../background.ts';
import { notAllowed, notFound, type Outcome } from '../errors.ts';
import { type Changes, noChanges } from './changes.ts';
import type { CommunityCore } from './core.ts';
import type { Inbound } from './inbound.ts';
import { membershipOf, removalsOf } from './membership.ts';
import type { Identity } from './open-community.ts';
import type { Writer } from './writer.ts';

const inviteSetting = 'invite';

/**
 * `removals`: how often the person had been removed when they took it. Only a newer invite brings them back.
 * `inviter` is the device that made the link.
 */
const heldInviteCodec = struct({ seed: fixedBytes(inviteSeedBytes), inviter: deviceId, removals: varint });
export type HeldInvite = InviteKeys & CodecValue<typeof heldInviteCodec>;

export const heldInvite = (suite: CipherSuite, store: CommunityStore): HeldInvite | null => {
  const saved = store.setting(inviteSetting);
  const held = saved === null ? null : decode(heldInviteCodec, saved);
  if (!held?.ok) return null;
  return { ...held.value, ...inviteKeys(suite, held.value.seed) };
};

export type JoinerDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly inbound: Inbound;
  readonly identity: Identity;
  readonly joined: (changes: Changes) => void;
};

export type Joiner = {
  /** Keeps the invite to join with, in place of an earlier one. */
  remember(ticket: Pick<InviteTicket, 'inviteSeed' | 'inviter'>): void;
  /** Joins if governance is here and would let this device in. */
  attempt(): void;
  /** Asks once more after a request was declined or taken back. */
  askAgain(): Promise<Outcome<Record<string, never>>>;
};

/** Tries each invite once: what governance refuses in spite of all that is known here stays refused. */
export const createJoiner = ({ core, writer, inbound, identity, joined }: JoinerDeps): Joiner => {
  const { suite, store, clock, governance, committer, device, community, self, logger } = core;
  let tried = false;

  const standing = () => ({
    community: governance.current(),
    self,
    device: device.device,
    nowMs: clock.now(),
    caughtUp: false,
  });

  /** Writes the join, or the request where the invite wants approval. False when it could not be stored. */
  const join = async (invite: HeldInvite | null): Promise<boolean> => {
    const changes = noChanges();
    const { agreement } = device;
    const certificate = issueCertificate(suite, identity.keys, community, device.device, agreement.publicKey);
    const proof = invite && inviteProof(suite, community, self, device.device, invite.signing);
    const done = await committer.commit(() => {
      const op: GovernanceOp = governance.current().members.has(self)
        ? { type: 'deviceAdded', certificate }
        : {
            type: 'memberJoined',
            certificate,
            ...identity.profile(),
            invite: invite && proof && { id: invite.invite, proof },
          };
      const written = writer.write(governanceStream, [op], changes);
      inbound.settle(changes);
      return written.ok;
    });
    const joining = done.ok && done.value;
    if (joining) joined(changes);
    return joining;
  };

  return {
    remember({ inviteSeed: seed, inviter }) {
      const removals = removalsOf(governance.current(), self);
      store.saveSetting(inviteSetting, encode(heldInviteCodec, { seed, inviter, removals }));
      tried = false;
    },
    attempt() {
      const state = governance.current();
      if (isAdmitted(state, self, device.device)) return;
      const held = heldInvite(suite, store);
      const invite = held && state.invites.has(held.invite) ? held : null;
      // A member's further device comes in by its certificate alone.
      if (invite === null && !state.members.has(self)) return;
      if (membershipOf(standing(), () => held).kind !== 'pending') {
        // It was refused for a reason that may pass: a paused invite goes on.
        tried = false;
        return;
      }
      if (tried) return;
      tried = true;
      const joining = join(invite).then((written) => {
        if (!written) tried = false;
      });
      inBackground(logger, joining);
    },
    async askAgain() {
      const held = heldInvite(suite, store);
      const now = membershipOf(standing(), () => held);
      if (now.kind !== 'declined' && now.kind !== 'withdrawn') return notFound;
      if (now.askAgainAt === null || now.askAgainAt > clock.now()) return notFound;
      return (await join(held)) ? ok({}) : notAllowed('member');
    },
  };
};
