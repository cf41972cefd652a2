/** What the own person may do in a voice channel's call, asked of governance before it is tried [T12]. */
import { can } from '../../../governance/index.ts';
import type { ChannelId, Permission } from '../../../model/index.ts';
import type { VoiceAccessView } from '../../call-views.ts';
import type { Verdict } from '../../people-views.ts';
import type { CommunityCore } from '../core.ts';
import { sendRefusalOf, sendRefusalToError } from '../sending.ts';

export const voiceAccessOf = (core: CommunityCore, channel: ChannelId): VoiceAccessView => {
  const community = core.governance.current();
  const now = core.clock.now();
  const enter = (): Verdict => {
    const refusal = sendRefusalOf(community, core.self, channel, 'connect', now, core.device.device);
    if (refusal === null) return null;
    const error = sendRefusalToError(refusal, 'connect');
    return error.kind === 'not-allowed' ? error.permission : 'connect';
  };
  const may = (permission: Permission): Verdict =>
    can(community, core.self, permission, { channel }, now) ? null : permission;
  return {
    enter: enter(),
    mute: may('muteMembers'),
    deafen: may('deafenMembers'),
    move: may('moveMembers'),
  };
};
