/** The birth of a community: its keys, its id, and the operations it starts with. */
import { assert, ok } from '../base/index.ts';
import {
  accessKeys,
  commitmentOf,
  communityIdOf,
  createEpochKey,
  genesisEpochId,
  genesisHashOf,
  issueCertificate,
  keyToMemberId,
} from '../crypto/index.ts';
import { orderBetween } from '../governance/index.ts';
import {
  type ChannelId,
  type CommunityId,
  type GovernanceOp,
  governanceStream,
  type OperationOf,
  opToCategoryId,
  opToChannelId,
} from '../model/index.ts';
import type { CommunityEntry, ProfileStore } from '../storage/index.ts';
import { noChanges } from './community/changes.ts';
import type { Identity, OpenCommunity } from './community/open-community.ts';
import type { ClientDeps } from './deps.ts';
import { type Outcome, storageFailed } from './errors.ts';

type Draft = { readonly entry: CommunityEntry; readonly genesis: OperationOf<'genesis'> };

/** Makes the community's keys and remembers them; nothing is written into its file yet. */
export const draftCommunity = (
  deps: ClientDeps,
  profiles: ProfileStore,
  identity: Identity,
  name: string,
): Draft => {
  const { suite, clock } = deps;
  const accessSeed = suite.random.bytes(32);
  const epochKey = createEpochKey(suite);
  const genesis: OperationOf<'genesis'> = {
    type: 'genesis',
    founder: keyToMemberId(identity.keys.publicKey),
    nonce: suite.random.bytes(16),
    name,
    createdAt: clock.now(),
    epochCommitment: commitmentOf(suite, epochKey),
  };
  const genesisHash = genesisHashOf(suite, genesis);
  const community: CommunityId = communityIdOf(suite, accessKeys(suite, accessSeed).publicKey, genesisHash);
  const entry = {
    community,
    accessSeed,
    genesisHash,
    relayUrls: [deps.defaultRelayUrl],
    name,
    joinedAt: clock.now(),
    order: profiles.communities().length,
  };
  profiles.saveEpochKey(community, genesisEpochId(genesisHash), epochKey);
  profiles.saveCommunity(entry);
  return { entry, genesis };
};

/** Writes the first operations: the founder, a category, a channel. One commit. */
export const foundCommunity = async (
  { firstNames }: Pick<ClientDeps, 'firstNames'>,
  identity: Identity,
  { genesis }: Draft,
  opened: OpenCommunity,
): Promise<Outcome<{ readonly community: CommunityId; readonly channel: ChannelId }>> => {
  const { core, writer, inbound } = opened;
  const { suite, community, device, committer } = core;
  const certificate = issueCertificate(
    suite,
    identity.keys,
    community,
    device.device,
    device.agreement.publicKey,
  );
  const changes = noChanges();
  const write = (...ops: readonly GovernanceOp[]) => {
    const written = writer.write(governanceStream, ops, changes);
    assert(written.ok, 'a founder holds the first key');
    const last = written.value.ids().at(-1);
    assert(last !== undefined, 'something was written');
    return last;
  };
  const done = await committer.commit(() => {
    write(genesis, { type: 'memberJoined', certificate, ...identity.profile(), invite: null });
    const order = orderBetween(null, null);
    const category = opToCategoryId(write({ type: 'categoryCreated', name: firstNames.category, order }));
    const channel = write({
      type: 'channelCreated',
      kind: 'text',
      name: firstNames.channel,
      topic: '',
      category,
      order,
    });
    inbound.settle(changes);
    return opToChannelId(channel);
  });
  return done.ok ? ok({ community, channel: done.value }) : storageFailed(done.error);
};
