/**
 * How a device comes in [T10]: by a certificate that its person's identity key signed, and for a new
 * member by an invite's signature too. A relay that makes up members has neither.
 */
import { type CipherSuite, verifyCertificate, verifyInviteProof } from '../crypto/index.ts';
import type { CommunityId, DeviceId, InviteId, MemberId, OperationOf } from '../model/index.ts';
import type { Community, GovernanceRefusal } from './types.ts';

type Join = OperationOf<'memberJoined'>;

/** Remembers verdicts, as folds meet the same join again. */
export type Proofs = {
  certified(join: Join): boolean;
  invited(join: Join): boolean;
};

export const createProofs = (suite: CipherSuite, community: CommunityId): Proofs => {
  const certified = new WeakMap<Join, boolean>();
  const invited = new WeakMap<Join, boolean>();
  const remember = (verdicts: WeakMap<Join, boolean>, join: Join, decide: () => boolean): boolean => {
    const known = verdicts.get(join);
    if (known !== undefined) return known;
    const verdict = decide();
    verdicts.set(join, verdict);
    return verdict;
  };
  return {
    certified: (join) =>
      remember(certified, join, () => verifyCertificate(suite, community, join.certificate)),
    invited: (join) =>
      remember(invited, join, () => {
        const { certificate, invite } = join;
        if (invite === null) return false;
        return verifyInviteProof(
          suite,
          community,
          certificate.member,
          certificate.device,
          invite.id,
          invite.proof,
        );
      }),
  };
};

export type InviteRefusal = Extract<
  GovernanceRefusal,
  'no-invite' | 'unknown-invite' | 'invite-revoked' | 'invite-paused' | 'invite-expired' | 'invite-used-up'
>;

/** Why nobody new comes in with this invite at `atMs`, or null. */
export const refuseInvite = (
  community: Community,
  id: InviteId | null,
  atMs: number,
): InviteRefusal | null => {
  if (id === null) return 'no-invite';
  const invite = community.invites.get(id);
  if (invite === undefined) return 'unknown-invite';
  if (invite.revoked) return 'invite-revoked';
  if (invite.paused) return 'invite-paused';
  if (invite.expiresAt !== null && atMs > invite.expiresAt) return 'invite-expired';
  if (invite.maxUses !== null && invite.uses >= invite.maxUses) return 'invite-used-up';
  return null;
};

/** Whether this device belongs to the membership that its person has now. */
export const isAdmitted = (community: Community, member: MemberId, device: DeviceId): boolean => {
  const membership = community.members.get(member)?.membership;
  return membership !== undefined && community.devices.get(device)?.membership === membership;
};

/**
 * Why a join doesn't count, or null. `atMs` is the envelope's own time: whoever holds an expired invite
 * could date back, so expiry keeps honest clients out and a revocation everyone.
 */
export const refuseJoin = (
  community: Community,
  proofs: Proofs,
  join: Join,
  device: DeviceId,
  atMs: number,
): GovernanceRefusal | null => {
  const { certificate } = join;
  if (!community.founded) return 'before-genesis';
  if (certificate.device !== device) return 'foreign-certificate';
  const known = community.devices.get(device);
  if (known !== undefined && known.member !== certificate.member) return 'device-taken';
  if (!proofs.certified(join)) return 'bad-certificate';
  if (community.bans.has(certificate.member)) return 'banned';
  const isIn = community.members.has(certificate.member) || certificate.member === community.owner;
  if (isIn) return null;
  return (
    refuseInvite(community, join.invite?.id ?? null, atMs) ??
    (proofs.invited(join) ? null : 'bad-invite-proof')
  );
};
