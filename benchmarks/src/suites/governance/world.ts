/** A governance graph with real keys, made by a seed. Hashes stand for envelopes: sealing isn't measured here. */
import {
  bytesToHex,
  type CipherSuite,
  type CommunityRoot,
  communityIdOf,
  type DeviceKeys,
  deviceKeys,
  type EnvelopeHash,
  type GovernanceEnvelope,
  type GovernanceOp,
  genesisHashOf,
  governanceStream,
  identityKeys,
  inviteKeys,
  inviteProof,
  isEnvelopeHash,
  issueCertificate,
  type KeyPair,
  keyToMemberId,
  type LogId,
  logIdOf,
  type MemberId,
  newCommunityOps,
  type OperationOf,
  type OpId,
  opIdOf,
  opToChannelId,
  opToRoleId,
  permissionsOf,
  textToBytes,
} from '@maru/sync-core';
import { createSeeded } from '../../lib/seeded.ts';

type Person = {
  readonly member: MemberId;
  readonly identity: KeyPair;
  readonly device: DeviceKeys;
  readonly log: LogId;
  length: number;
  head: EnvelopeHash | null;
};

const startMs = 1_700_000_000_000;
const orders = 'abcdefghijklmnopqrstuvwxyz';

export type GovernanceWorld = {
  readonly root: CommunityRoot;
  readonly envelopes: readonly GovernanceEnvelope[];
  readonly members: readonly MemberId[];
  /** One operation more, after all others. */
  more(): GovernanceEnvelope;
};

export const createGovernanceWorld = (
  suite: CipherSuite,
  operations: number,
  shape: { readonly people: number; readonly roles: number; readonly channels: number },
): GovernanceWorld => {
  const random = createSeeded(7);
  const envelopes: GovernanceEnvelope[] = [];
  const seedOf = (name: string): Uint8Array => suite.hash(textToBytes(name));
  const founderIdentity = identityKeys(suite, seedOf('founder'));
  const genesis: OperationOf<'genesis'> = {
    type: 'genesis',
    founder: keyToMemberId(founderIdentity.publicKey),
    nonce: new Uint8Array(16),
    name: 'Bench',
    createdAt: startMs,
    epochCommitment: new Uint8Array(32),
  };
  const genesisHash = genesisHashOf(suite, genesis);
  const community = communityIdOf(suite, seedOf('access'), genesisHash);
  const person = (name: string): Person => {
    const identity = identityKeys(suite, seedOf(name));
    const device = deviceKeys(suite, seedOf(`${name} device`), community);
    const log = logIdOf(suite, { device: device.device, nonce: new Uint8Array(16) });
    return { member: keyToMemberId(identity.publicKey), identity, device, log, length: 0, head: null };
  };
  let heads: readonly EnvelopeHash[] = [];
  let ticks = 0;
  const make = (author: Person, ops: readonly GovernanceOp[], cites: readonly EnvelopeHash[]) => {
    const number = author.length++;
    const hash = bytesToHex(suite.hash(textToBytes(`${author.log} ${number}`)));
    if (!isEnvelopeHash(hash)) throw new Error('bug: no hash');
    const envelope: GovernanceEnvelope = {
      hash,
      log: author.log,
      device: author.device.device,
      number,
      previous: author.head,
      cites,
      content: { time: { ms: startMs + ++ticks * 1_000, counter: 0 }, ops: [...ops] },
    };
    author.head = envelope.hash;
    envelopes.push(envelope);
    return {
      envelope,
      ids: ops.map((_, index): OpId => opIdOf(suite, governanceStream, author.log, number, index)),
    };
  };
  /** Alone, after everything so far. */
  const after = (author: Person, ...ops: readonly GovernanceOp[]): readonly OpId[] => {
    const { envelope, ids } = make(author, ops, heads);
    heads = [envelope.hash];
    return ids;
  };

  const founder = person('founder');
  const certify = (who: Person) =>
    issueCertificate(suite, who.identity, community, who.device.device, who.device.agreement.publicKey);
  after(
    founder,
    ...newCommunityOps(suite, {
      genesis,
      certificate: certify(founder),
      founderName: 'Founder',
      founderColour: 'jade',
      categoryName: 'Chat',
      channelName: 'general',
      log: founder.log,
    }).ops,
  );
  const invite = inviteKeys(suite, seedOf('invite'));
  after(founder, {
    type: 'inviteCreated',
    invite: invite.invite,
    agreementKey: invite.agreement.publicKey,
    expiresAt: null,
    maxUses: null,
    roles: [],
  });
  const people = Array.from({ length: shape.people }, (_, index) => person(`person ${index}`));
  for (const who of people)
    after(who, {
      type: 'memberJoined',
      certificate: certify(who),
      name: 'Someone',
      colour: 'sky',
      invite: {
        id: invite.invite,
        proof: inviteProof(suite, community, who.member, who.device.device, invite.signing),
      },
    });
  const [first] = after(founder, {
    type: 'roleCreated',
    name: 'admins',
    colour: null,
    order: 'zz',
    permissions: permissionsOf('administrator'),
    hoist: true,
    mentionable: false,
  });
  if (!first) throw new Error('bug: no role');
  const admins = people.slice(0, 20);
  for (const who of admins)
    after(founder, { type: 'roleGranted', member: who.member, role: opToRoleId(first) });
  const roles = Array.from({ length: shape.roles }, (_, index) => {
    const [id] = after(founder, {
      type: 'roleCreated',
      name: `role ${index}`,
      colour: null,
      order: `b${orders[index % 26]}${orders[Math.floor(index / 26) % 26]}`,
      permissions: permissionsOf('sendMessages'),
      hoist: false,
      mentionable: false,
    });
    if (!id) throw new Error('bug: no role');
    return opToRoleId(id);
  });
  const channels = Array.from({ length: shape.channels }, (_, index) => {
    const [id] = after(founder, {
      type: 'channelCreated',
      kind: 'text',
      name: `channel ${index}`,
      topic: '',
      category: null,
      order: `c${orders[index % 26]}${orders[Math.floor(index / 26) % 26]}`,
    });
    if (!id) throw new Error('bug: no channel');
    return opToChannelId(id);
  });
  const anyOf = <T>(all: readonly T[]): T => {
    const found = all[random.below(all.length)];
    if (found === undefined) throw new Error('bug: nothing to choose from');
    return found;
  };
  const act = (): GovernanceOp => {
    const dice = random.next();
    const member = anyOf(people).member;
    if (dice < 0.35) return { type: 'roleGranted', member, role: anyOf(roles) };
    if (dice < 0.6) return { type: 'roleRevoked', member, role: anyOf(roles) };
    if (dice < 0.8)
      return {
        type: 'channelEdited',
        channel: anyOf(channels),
        name: null,
        topic: `topic ${ticks}`,
        place: null,
        deleted: null,
      };
    if (dice < 0.9) return { type: 'profileEdited', name: `Name ${ticks}`, colour: 'pine' };
    return {
      type: 'overwriteSet',
      place: { type: 'channel', id: anyOf(channels) },
      overwrite: {
        target: { type: 'role', id: anyOf(roles) },
        allow: 0n,
        deny: permissionsOf('addReactions'),
      },
    };
  };
  // In rounds: each admin acts once on what all knew after the round before.
  while (envelopes.length < operations) {
    const round = admins
      .slice(0, operations - envelopes.length)
      .map((who) => make(who, [act()], heads).envelope.hash);
    heads = [...round].sort();
    if (round.length > 1) after(founder, act());
  }
  return {
    root: { id: community, genesisHash },
    envelopes: [...envelopes],
    members: people.map(({ member }) => member),
    more: () => make(founder, [act()], heads).envelope,
  };
};
