/** Maru's own formats, from a seed: change one byte of a format and these turn red. */
import { bytesToHex, encode, textToBytes } from '../../src/base/index.ts';
import * as crypto from '../../src/crypto/index.ts';
import {
  channelStream,
  defaultPermissions,
  envelopeContent,
  governanceStream,
  type Operation,
  operation,
  opToChannelId,
  streamToKey,
} from '../../src/model/index.ts';
import type { VectorCase } from '../../testing/vectors.ts';

const operationCase = (op: Operation, name: string = op.type): VectorCase => ({
  kind: 'operation',
  name,
  type: op.type,
  bytes: bytesToHex(encode(operation, op)),
});

/** The clock of the vectors: 2026-11-24 00:00 UTC, in milliseconds. */
const now = Date.UTC(2026, 10, 24);

export const formatCases = (suite: crypto.CipherSuite): readonly VectorCase[] => {
  const random = (count: number): Uint8Array => suite.random.bytes(count);
  const recoverySeed = random(32);
  const phrase = crypto.recoverySeedToPhrase(recoverySeed);
  const identity = crypto.identityKeys(suite, recoverySeed);
  const member = crypto.keyToMemberId(identity.publicKey);
  const epochKey = random(32);
  const genesis = {
    type: 'genesis',
    founder: member,
    nonce: random(16),
    name: '마루 maru',
    createdAt: now,
    epochCommitment: crypto.commitmentOf(suite, epochKey),
  } as const;
  const genesisHash = crypto.genesisHashOf(suite, genesis);
  const accessSeed = random(32);
  const access = crypto.accessKeys(suite, accessSeed);
  const community = crypto.communityIdOf(suite, access.publicKey, genesisHash);
  const epoch = crypto.genesisEpochId(genesisHash);
  const deviceSeed = random(32);
  const device = crypto.deviceKeys(suite, deviceSeed, community);
  const certificate = crypto.issueCertificate(
    suite,
    identity,
    community,
    device.device,
    device.agreement.publicKey,
  );
  const opening = { device: device.device, nonce: random(16) };
  const log = crypto.logIdOf(suite, opening);
  const channel = opToChannelId(crypto.opIdOf(suite, governanceStream, log, 0, 2));
  const stream = channelStream(channel);

  const contents = ['첫 메시지', 'a second message', 'x'.repeat(100)].map((text, index) => ({
    time: { ms: now + index, counter: index },
    ops: [{ type: 'posted', text, replyTo: null, thread: null, mentions: [{ type: 'everyone' }] }] as const,
  }));
  const deviceSecretKey = device.signing.secretKey;
  const place = { community, stream, log, epoch, epochKey, deviceSecretKey };
  const envelopes: crypto.Envelope[] = [];
  for (const [number, content] of contents.entries()) {
    const previous = envelopes.at(-1)?.hash ?? null;
    const cites = number === 0 || previous === null ? [] : [previous];
    envelopes.push(crypto.sealEnvelope(suite, { ...place, number, previous, cites, content }));
  }
  const segment = crypto.envelopesToSegment(envelopes, { opening, previous: null });
  const partly = crypto.envelopesToSegment(
    envelopes.map((envelope, index) => (index === 1 ? crypto.eraseBody(envelope) : envelope)),
    { opening, previous: null },
  );
  const [first] = envelopes;
  const [content] = contents;
  if (first === undefined || content === undefined) throw new Error('bug: no envelopes');
  const other = crypto.sealEnvelope(suite, { ...place, number: 0, previous: null, cites: [], content });
  const fork = crypto.envelopesToForkProof(first, other, opening);
  if (fork === null) throw new Error('bug: no fork');

  const nonce = random(32);
  const claim = { community, genesisHash, audience: 'relay.example', device: device.device, nonce };
  const hello = crypto.signHello(suite, claim, access, device.signing);
  const inviteSeed = random(32);
  const invite = crypto.inviteKeys(suite, inviteSeed);
  const link = crypto.ticketToLink('https://maru.example/app', {
    community,
    accessSeed,
    genesisHash,
    epoch,
    epochKey,
    earlier: [],
    inviteSeed,
    inviter: device.device,
    relayUrl: 'wss://relay.example/sync',
    name: '마루 maru',
    expiresAt: now + 86_400_000,
  });
  const opened = crypto.openEpoch(suite, {
    recipients: [device.agreement.publicKey, invite.agreement.publicKey],
    history: [{ epoch, key: epochKey }],
  });
  const payload = textToBytes('typing');
  const frame = crypto.sealRoomFrame(suite, {
    community,
    epoch,
    epochKey,
    device: device.device,
    deviceSecretKey,
    sequence: now,
    payload,
  });
  if (!frame.ok) throw new Error('bug: no frame');

  const hexed = { community, device: device.device, member };
  return [
    ...[0, 31, 32, 115, 255, 256, 1000, 4096, 60_000, crypto.maxContentBytes].map((length) => ({
      kind: 'padding',
      name: `${length} bytes`,
      length,
      bucket: crypto.bucketOf(length),
    })),
    operationCase(genesis),
    operationCase({
      type: 'memberJoined',
      certificate,
      name: '하나',
      colour: 'jade',
      invite: {
        id: invite.invite,
        proof: crypto.inviteProof(suite, community, member, device.device, invite.signing),
      },
    }),
    operationCase({
      type: 'roleCreated',
      name: 'moderators',
      colour: null,
      order: 'a0',
      permissions: defaultPermissions,
      hoist: true,
      mentionable: false,
    }),
    operationCase({ type: 'reacted', message: channel as string as never, emoji: '🌳', on: true }),
    operationCase({ type: 'unknown', raw: Uint8Array.of(255, 1, 2, 3) }, 'from a newer version'),
    {
      kind: 'community',
      name: 'community',
      genesis: bytesToHex(encode(operation, genesis)),
      genesisHash: bytesToHex(genesisHash),
      accessSeed: bytesToHex(accessSeed),
      accessKey: bytesToHex(access.publicKey),
      community,
      epoch,
    },
    { kind: 'log-id', name: 'log', device: device.device, nonce: bytesToHex(opening.nonce), log },
    {
      kind: 'op-id',
      name: 'in governance',
      stream: 'governance',
      log,
      number: 0,
      index: 2,
      id: channel,
    },
    {
      kind: 'op-id',
      name: 'in a channel',
      stream: streamToKey(stream),
      log,
      number: 300,
      index: 0,
      id: crypto.opIdOf(suite, stream, log, 300, 0),
    },
    {
      kind: 'device',
      name: 'device',
      seed: bytesToHex(deviceSeed),
      community,
      device: device.device,
      agreementKey: bytesToHex(device.agreement.publicKey),
    },
    { kind: 'identity', name: 'identity', seed: bytesToHex(recoverySeed), member },
    { kind: 'phrase', name: 'as shown', typed: phrase, phrase, seed: bytesToHex(recoverySeed) },
    {
      kind: 'phrase',
      name: 'as pasted',
      typed: phrase
        .toUpperCase()
        .split(' ')
        .map((word, index) => `\u3000${index + 1}. ${word},\r\n`)
        .join('\t'),
      phrase,
      seed: bytesToHex(recoverySeed),
    },
    {
      kind: 'certificate',
      name: 'certificate',
      ...hexed,
      agreementKey: bytesToHex(certificate.agreementKey),
      signature: bytesToHex(certificate.signature),
    },
    {
      kind: 'hello',
      name: 'hello',
      ...hexed,
      nonce: bytesToHex(nonce),
      audience: hello.audience,
      accessKey: bytesToHex(hello.accessKey),
      genesisHash: bytesToHex(genesisHash),
      accessSignature: bytesToHex(hello.accessSignature),
      deviceSignature: bytesToHex(hello.deviceSignature),
    },
    {
      kind: 'invite',
      name: 'invite',
      ...hexed,
      seed: bytesToHex(inviteSeed),
      invite: invite.invite,
      agreementKey: bytesToHex(invite.agreement.publicKey),
      proof: bytesToHex(crypto.inviteProof(suite, community, member, device.device, invite.signing)),
    },
    { kind: 'link', name: 'link', base: 'https://maru.example/app', link },
    ...envelopes.map((envelope, index) => ({
      kind: 'envelope',
      name: `envelope ${index}`,
      device: device.device,
      epochKey: bytesToHex(epochKey),
      header: bytesToHex(crypto.headerToBytes(envelope.header)),
      hash: envelope.hash,
      body: bytesToHex(envelope.body ?? new Uint8Array(0)),
      signature: bytesToHex(envelope.signature ?? new Uint8Array(0)),
      content: bytesToHex(encode(envelopeContent, contents[index] ?? content)),
    })),
    ...[
      { name: 'three envelopes', value: segment },
      { name: 'the middle body erased', value: partly },
    ].map(({ name, value }) => ({
      kind: 'segment',
      name,
      community,
      bytes: bytesToHex(encode(crypto.segment, value)),
      hashes: envelopes.map((envelope) => envelope.hash),
    })),
    { kind: 'fork', name: 'fork', community, bytes: bytesToHex(encode(crypto.forkProof, fork)) },
    {
      kind: 'epoch',
      name: 'epoch',
      operation: bytesToHex(encode(operation, { type: 'epochOpened', ...opened.newEpoch })),
      secretKey: bytesToHex(device.agreement.secretKey),
      key: bytesToHex(opened.key),
      earlierKey: bytesToHex(epochKey),
      earlier: epoch + bytesToHex(epochKey),
    },
    {
      kind: 'room',
      name: 'room frame',
      ...hexed,
      epoch,
      epochKey: bytesToHex(epochKey),
      sequence: now,
      payload: bytesToHex(payload),
      frame: bytesToHex(frame.value),
    },
  ];
};
