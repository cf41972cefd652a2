/** What a moderator orders in a call, signed by itself, so that it can be repeated to whoever comes later. */
import { concatBytes } from '../base/index.ts';
import { type CommunityId, type DeviceId, idToBytes } from '../model/index.ts';
import type { CipherSuite } from './suite.ts';
import { tags } from './tags.ts';

const signedBytes = (community: CommunityId, order: Uint8Array): Uint8Array =>
  concatBytes(tags.voiceOrder, idToBytes(community), order);

export const signVoiceOrder = (
  suite: CipherSuite,
  community: CommunityId,
  order: Uint8Array,
  deviceSecretKey: Uint8Array,
): Uint8Array => suite.sign(signedBytes(community, order), deviceSecretKey);

/** Whether this device gave this order in this community. */
export const isVoiceOrder = (
  suite: CipherSuite,
  community: CommunityId,
  order: Uint8Array,
  { device, signature }: { readonly device: DeviceId; readonly signature: Uint8Array },
): boolean => suite.verify(signature, signedBytes(community, order), idToBytes(device));
