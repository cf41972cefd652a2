/** A device in a call as the UI is told of it: what it said of itself, and what governance lets it do at this moment. */
import { bytesToHex } from '../../../base/index.ts';
import { can, isNamed, type Place } from '../../../governance/index.ts';
import type { DeviceId, MemberId } from '../../../model/index.ts';
import type { RoomMessage } from '../../../protocol/index.ts';
import type { CallParticipantView, CallWant } from '../../call-views.ts';
import type { CommunityCore } from '../core.ts';
import { personOf } from '../people.ts';

export type SaidInCall = Omit<Extract<RoomMessage, { readonly type: 'call' }>, 'type' | 'channel' | 'seal'>;
export type CallStanding = {
  /** Where permissions are asked for; undefined: in the community as a whole. */
  readonly place?: Place;
  readonly serverMuted: boolean;
  readonly serverDeafened: boolean;
  /** Whether they seal frames, and what they look at of this device. */
  readonly seals: boolean;
  readonly wants: CallWant | null;
};

export const participantView = (
  { governance, clock, device }: CommunityCore,
  from: DeviceId,
  member: MemberId,
  said: SaidInCall,
  { place, serverMuted, serverDeafened, seals, wants }: CallStanding,
): CallParticipantView => {
  const community = governance.current();
  const may = (permission: Parameters<typeof can>[2]) =>
    can(community, member, permission, place, clock.now());
  const { session, peerId, fingerprint, joinedAt, muted, deafened, camera, screen } = said;
  const { name, colour } = personOf(community, member);
  return {
    device: from,
    member,
    name,
    colour,
    me: from === device.device,
    session: bytesToHex(session),
    peerId,
    fingerprint: bytesToHex(fingerprint),
    joinedAt,
    muted,
    deafened,
    camera,
    screen,
    seals,
    serverMuted,
    serverDeafened,
    maySpeak: may('speak') && !serverMuted,
    mayStream: may('stream'),
    mayUseVoiceActivity: may('voiceActivity'),
    // An owner whose every word made the others step back would have to keep silent: it has to be given by name.
    priority:
      place !== undefined && may('prioritySpeaker') && isNamed(community, member, 'prioritySpeaker', place),
    wants,
  };
};
