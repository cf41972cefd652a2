/**
 * The person's own space: a community of one that nobody founds and nobody is told of. Everything that it is made of
 * follows from the recovery seed, so that whoever has the 24 words finds it with nothing but a relay, and two devices
 * that open it without knowing of each other open the same one. Its id tells nothing of the person: it is a hash of
 * keys that are used nowhere else (decision 0019).
 */
import { bytesToHex } from '../base/index.ts';
import { type ChannelId, type CommunityId, isChannelId, type OperationOf } from '../model/index.ts';
import { accessKeys } from './access.ts';
import { commitmentOf } from './epochs.ts';
import { identityKeys, keyToMemberId } from './identity.ts';
import { communityIdOf, genesisHashOf } from './names.ts';
import type { CipherSuite } from './suite.ts';
import { purposes } from './tags.ts';

export type OwnSpace = {
  readonly community: CommunityId;
  readonly genesis: OperationOf<'genesis'>;
  readonly genesisHash: Uint8Array;
  readonly accessSeed: Uint8Array;
  /** Never replaced: it would have to be found from the words alone. */
  readonly epochKey: Uint8Array;
  /** Where the updates of the own document go. */
  readonly channel: ChannelId;
};

export const ownSpace = (suite: CipherSuite, recoverySeed: Uint8Array): OwnSpace => {
  const accessSeed = suite.derive(recoverySeed, purposes.ownAccess, 32);
  const epochKey = suite.derive(recoverySeed, purposes.ownEpoch, 32);
  const genesis: OperationOf<'genesis'> = {
    type: 'genesis',
    founder: keyToMemberId(identityKeys(suite, recoverySeed).publicKey),
    nonce: suite.derive(recoverySeed, purposes.ownNonce, 16),
    name: '',
    createdAt: 0,
    epochCommitment: commitmentOf(suite, epochKey),
  };
  const genesisHash = genesisHashOf(suite, genesis);
  const community = communityIdOf(suite, accessKeys(suite, accessSeed).publicKey, genesisHash);
  const channel = bytesToHex(suite.derive(recoverySeed, purposes.ownStream, 16));
  if (!isChannelId(channel)) throw new Error('bug: 16 bytes make a channel’s id');
  return { community, genesis, genesisHash, accessSeed, epochKey, channel };
};
