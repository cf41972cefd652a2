/** Real keys and a hand-written graph: what the governance tests are made of. */

import { bytesToHex, textToBytes } from '../../../src/base/index.ts';
import {
  type CipherSuite,
  communityIdOf,
  createSuite,
  type DeviceKeys,
  deviceKeys,
  genesisHashOf,
  type InviteKeys,
  identityKeys,
  inviteKeys,
  inviteProof,
  issueCertificate,
  type KeyPair,
  keyToMemberId,
  logIdOf,
  opIdOf,
} from '../../../src/crypto/index.ts';
import {
  type CommunityRoot,
  type GovernanceEnvelope,
  newCommunityOps,
} from '../../../src/governance/index.ts';
import {
  type CommunityId,
  type EnvelopeHash,
  type GovernanceOp,
  governanceStream,
  type LogId,
  type MemberId,
  type OperationOf,
  type OpId,
} from '../../../src/model/index.ts';

export type Person = {
  readonly id: MemberId;
  readonly identity: KeyPair;
  readonly device: DeviceKeys;
  readonly log: LogId;
  length: number;
  head: EnvelopeHash | null;
};
export type Sent = { readonly envelope: GovernanceEnvelope; readonly ids: readonly OpId[] };

/** The suite with randomness that counts up: sealing isn't tested here. */
export const testSuite = (): Promise<CipherSuite> =>
  createSuite({ bytes: (count) => new Uint8Array(count).fill(7) });

export const startMs = 1_700_000_000_000;

export const createWorld = (suite: CipherSuite) => {
  const seedOf = (name: string) => suite.hash(textToBytes(name));
  const envelopes: GovernanceEnvelope[] = [];
  let ticks = 0;
  const founderIdentity = identityKeys(suite, seedOf('founder'));
  const genesis: OperationOf<'genesis'> = {
    type: 'genesis',
    founder: keyToMemberId(founderIdentity.publicKey),
    nonce: new Uint8Array(16),
    name: 'Test',
    createdAt: startMs,
    epochCommitment: new Uint8Array(32),
  };
  const genesisHash = genesisHashOf(suite, genesis);
  const community: CommunityId = communityIdOf(suite, seedOf('access'), genesisHash);
  const root: CommunityRoot = { id: community, genesisHash };

  const person = (name: string, incarnation = 0): Person => {
    const identity = identityKeys(suite, seedOf(name));
    const device = deviceKeys(suite, seedOf(`${name} device`), community);
    const nonce = new Uint8Array(16).fill(incarnation);
    return {
      id: keyToMemberId(identity.publicKey),
      identity,
      device,
      log: logIdOf(suite, { device: device.device, nonce }),
      length: 0,
      head: null,
    };
  };

  /** Another device of the same person. */
  const deviceOf = (who: Person, name: string): Person => {
    const device = deviceKeys(suite, seedOf(`${name} device`), community);
    const log = logIdOf(suite, { device: device.device, nonce: new Uint8Array(16) });
    return { ...who, device, log, length: 0, head: null };
  };

  /** Writes an envelope; `cites` are its causal parents besides the own log. */
  const send = (
    author: Person,
    ops: readonly GovernanceOp[],
    cites: readonly Sent[],
    at = startMs + ++ticks * 1_000,
  ): Sent => {
    const number = author.length++;
    const label = `${author.log} ${number} ${ticks++} ${cites.map(({ envelope }) => envelope.hash).join(' ')}`;
    const envelope: GovernanceEnvelope = {
      hash: bytesToHex(suite.hash(textToBytes(label))) as EnvelopeHash,
      log: author.log,
      device: author.device.device,
      number,
      previous: author.head,
      cites: cites.map(({ envelope: { hash } }) => hash),
      content: { time: { ms: at, counter: 0 }, ops: [...ops] },
    };
    author.head = envelope.hash;
    envelopes.push(envelope);
    return {
      envelope,
      ids: ops.map((_, index) => opIdOf(suite, governanceStream, author.log, number, index)),
    };
  };

  const founder = person('founder');
  const certify = (who: Person) =>
    issueCertificate(suite, who.identity, community, who.device.device, who.device.agreement.publicKey);
  const made = newCommunityOps(suite, {
    genesis,
    certificate: certify(founder),
    founderName: 'Founder',
    founderColour: 'jade',
    categoryName: 'Chat',
    channelName: 'general',
    log: founder.log,
  });
  const first = send(founder, made.ops, []);
  const invite: InviteKeys = inviteKeys(suite, seedOf('invite'));
  const inviteOp = (keys: InviteKeys, change: Partial<OperationOf<'inviteCreated'>> = {}): GovernanceOp => ({
    type: 'inviteCreated',
    invite: keys.invite,
    agreementKey: keys.agreement.publicKey,
    expiresAt: null,
    maxUses: null,
    roles: [],
    ...change,
  });
  const invited = send(founder, [inviteOp(invite)], [first]);
  const joinOp = (who: Person, keys: InviteKeys | null = invite): OperationOf<'memberJoined'> => ({
    type: 'memberJoined',
    certificate: certify(who),
    name: 'Someone',
    colour: 'sky',
    invite:
      keys === null
        ? null
        : { id: keys.invite, proof: inviteProof(suite, community, who.id, who.device.device, keys.signing) },
  });
  return {
    suite,
    root,
    founder,
    invite,
    first,
    invited,
    channel: made.channel,
    category: made.category,
    envelopes,
    person,
    deviceOf,
    deviceOp: (who: Person): OperationOf<'deviceAdded'> => ({
      type: 'deviceAdded',
      certificate: certify(who),
    }),
    send,
    joinOp,
    inviteOp,
    /** Takes back what is sent from here on: a world serves many seeds, each the same by itself. */
    mark() {
      const [length, tick] = [envelopes.length, ticks];
      return () => {
        envelopes.splice(length);
        ticks = tick;
      };
    },
    newInvite: (name: string) => inviteKeys(suite, seedOf(name)),
  };
};
export type World = ReturnType<typeof createWorld>;

export const removeOp = (
  target: Person,
  length: number,
  change: Partial<OperationOf<'memberRemoved'>> = {},
): GovernanceOp => ({
  type: 'memberRemoved',
  member: target.id,
  ban: true,
  reason: '',
  cuts: [{ stream: 'governance', cut: { log: target.log, length, head: null } }],
  epoch: null,
  ...change,
});
export const roleOp = (
  order: string,
  permissions: bigint,
): Extract<GovernanceOp, { readonly type: 'roleCreated' }> => ({
  type: 'roleCreated',
  name: order,
  colour: null,
  order,
  permissions,
  hoist: false,
  mentionable: false,
});
