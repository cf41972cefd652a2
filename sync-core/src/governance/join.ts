/**
 * How a device comes in [T10]: by a certificate that its person's identity key signed, and for a new
 * member by an invite's signature too. A relay that makes up members has neither.
 */
import { type CipherSuite, verifyCertificate, verifyInviteProof } from '../crypto/index.ts';
import {
  type CommunityId,
  type DeviceId,
  type InviteId,
  limits,
  type MemberId,
  type OperationOf,
} from '../model/index.ts';
import type { Community, Device, GovernanceRefusal } from './types.ts';

type Join = OperationOf<'memberJoined'>;

/** What a device comes in by. */
export type Entry = Join | OperationOf<'deviceAdded'>;

/** Remembers verdicts, as folds meet the same join again. */
export type Proofs = {
  certified(entry: Entry): boolean;
  invited(join: Join): boolean;
};

export const createProofs = (suite: CipherSuite, community: CommunityId): Proofs => {
  const certified = new WeakMap<Entry, boolean>();
  const invited = new WeakMap<Entry, boolean>();
  const remember = (verdicts: WeakMap<Entry, boolean>, entry: Entry, decide: () => boolean): boolean => {
    const known = verdicts.get(entry);
    if (known !== undefined) return known;
    const verdict = decide();
    verdicts.set(entry, verdict);
    return verdict;
  };
  return {
    certified: (entry) =>
      remember(certified, entry, () => verifyCertificate(suite, community, entry.certificate)),
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

/** Whether this device is one of the membership that its person has now, and they haven't removed it. */
export const isPresent = (
  { members }: Pick<Community, 'members'>,
  { member, membership, removed }: Pick<Device, 'member' | 'membership' | 'removed'>,
): boolean => removed === null && members.get(member)?.membership === membership;

/** Whether this person is a member by this device. */
export const isAdmitted = (community: Community, member: MemberId, id: DeviceId): boolean => {
  const device = community.devices.get(id);
  return device?.member === member && isPresent(community, device);
};

/** A new key is sealed to each device: nobody makes that dear for all by having ever more of them. */
const hasRoom = (community: Community, member: MemberId, id: DeviceId): boolean => {
  let others = 0;
  for (const device of community.devices.values())
    if (device.member === member && device.id !== id && isPresent(community, device)) others++;
  return others < limits.devicesPerMember;
};

/** What joining and adding a device have in common: who certified it, and that it may come in at all. */
const refuseEntry = (
  community: Community,
  proofs: Proofs,
  entry: Entry,
  device: DeviceId,
): GovernanceRefusal | null => {
  const { certificate } = entry;
  if (!community.founded) return 'before-genesis';
  if (certificate.device !== device) return 'foreign-certificate';
  const known = community.devices.get(device);
  if (known !== undefined && known.member !== certificate.member) return 'device-taken';
  if (known?.removed != null) return 'device-removed';
  if (!proofs.certified(entry)) return 'bad-certificate';
  if (community.bans.has(certificate.member)) return 'banned';
  const isIn = community.members.has(certificate.member);
  return isIn && !hasRoom(community, certificate.member, device) ? 'too-many' : null;
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
  const refusal = refuseEntry(community, proofs, join, device);
  if (refusal !== null) return refusal;
  const { member } = join.certificate;
  if (community.members.has(member) || member === community.owner) return null;
  return (
    refuseInvite(community, join.invite?.id ?? null, atMs) ??
    (proofs.invited(join) ? null : 'bad-invite-proof')
  );
};

/** Why a further device doesn't come in, or null: its person has to be a member. */
export const refuseDevice = (
  community: Community,
  proofs: Proofs,
  added: OperationOf<'deviceAdded'>,
  device: DeviceId,
): GovernanceRefusal | null =>
  refuseEntry(community, proofs, added, device) ??
  (community.members.has(added.certificate.member) ? null : 'not-a-member');
