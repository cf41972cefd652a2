/** Valid values of all that is decoded: what mutations start from. */
import { bytesToHex } from '../../src/base/index.ts';
import * as crypto from '../../src/crypto/index.ts';
import {
  bytesToRingId,
  type DocumentStream,
  type Operation,
  opToCategoryId,
  opToChannelId,
  opToMessageId,
  opToRoleId,
  permissionsOf,
} from '../../src/model/index.ts';
import type {
  AcceptorMessage,
  Aside,
  ConnectorMessage,
  RoomMessage,
  SharedMessage,
} from '../../src/protocol/index.ts';
import { createWorld } from '../unit/crypto/world.ts';

export const createSamples = async (seed: string) => {
  const world = await createWorld(seed);
  const { suite, community, stream, log, epoch, epochKey, keys, opening, genesisHash, access } = world;
  const random = (count: number): Uint8Array => suite.random.bytes(count);
  const identity = crypto.identityKeys(suite, random(32));
  const member = crypto.keyToMemberId(identity.publicKey);
  const id = crypto.opIdOf(suite, stream, log, 1, 0);
  const [channel, category] = [opToChannelId(id), opToCategoryId(id)];
  const [role, message] = [opToRoleId(id), opToMessageId(id)];
  const invite = crypto.inviteKeys(suite, random(32));
  const { device } = keys;
  const agreementKey = keys.agreement.publicKey;
  const certificate = crypto.issueCertificate(suite, identity, community, device, agreementKey);
  const proof = crypto.inviteProof(suite, community, member, device, invite.signing);
  const { newEpoch } = crypto.openEpoch(suite, {
    recipients: [agreementKey, invite.agreement.publicKey],
    history: [{ epoch, key: epochKey }],
  });
  const envelopes = world.chain(4);
  const [first] = envelopes;
  if (first === undefined) throw new Error('bug: no envelopes');
  const fork = crypto.envelopesToForkProof(first, world.seal('another', null), opening);
  if (fork === null) throw new Error('bug: no fork');
  const permissions = permissionsOf('viewChannel', 'sendMessages');
  const order = 'a0';
  const name = '마루';
  const cut = { log, length: 3, head: first.hash };

  const cuts = [{ stream: 'governance', cut }];
  const rule = { rule: null, name, enabled: true, exemptRoles: [role], exemptChannels: [channel] } as const;
  const steeringSamples = (): readonly Operation[] => [
    {
      type: 'communitySettingsEdited',
      icon: { to: random(32) },
      notifications: 'mentions',
      systemChannel: { to: channel },
      rules: 'be kind',
    },
    {
      type: 'communitySettingsEdited',
      icon: { to: null },
      notifications: null,
      systemChannel: null,
      rules: null,
    },
    { type: 'pictureStored', bytes: random(60) },
    { type: 'rulesAccepted', rules: id },
    { type: 'ownershipTransferred', to: member },
    { type: 'successionSet', policy: { role, votes: 3, absentDays: 30 } },
    { type: 'successionSet', policy: null },
    { type: 'successionVoted', successor: member },
    { type: 'ownerSeen' },
    { type: 'categoryArchived', category, archived: true },
    { type: 'categoryRestored', category },
    {
      type: 'channelSettingsEdited',
      channel,
      archived: true,
      slowModeSeconds: 21_600,
      history: { type: 'sinceDate', date: 5 },
    },
    {
      type: 'channelSettingsEdited',
      channel,
      archived: null,
      slowModeSeconds: null,
      history: { type: 'sinceJoining' },
    },
    { type: 'channelRestored', channel },
    { type: 'overwritesSynced', channel },
    { type: 'nicknameSet', member, name },
    { type: 'roleWithdrawn', member, role, cuts },
    { type: 'memberTimedOut', member, until: 9, reason: 'why', cuts },
    { type: 'timeoutLifted', member },
    { type: 'banLifted', member, reason: 'why' },
    { type: 'messagesPurged', member, since: 3 },
    { type: 'actsReverted', members: [member], since: 3, reason: 'raid', cuts },
    { type: 'revertUndone', revert: id, reason: 'not a raid' },
    { type: 'inviteEdited', invite: invite.invite, paused: true, approval: null },
    { type: 'joinAnswered', member, request: id, approved: true, reason: '' },
    { type: 'messageReported', sealed: random(60), boxes: newEpoch.boxes },
    { type: 'reportResolved', report: id, outcome: 'acted' },
    { type: 'autoRuleSet', ...rule, response: 'hide', trigger: { type: 'words', words: ['욕설*', 'spam'] } },
    { type: 'autoRuleSet', ...rule, response: 'flag', trigger: { type: 'mentions', most: 5 } },
    {
      type: 'autoRuleSet',
      ...rule,
      rule: id,
      response: 'flag',
      trigger: { type: 'links', policy: 'only', hosts: ['example.org'] },
    },
    { type: 'autoRuleSet', ...rule, response: 'hide', trigger: { type: 'flood', messages: 5, seconds: 10 } },
    {
      type: 'autoRuleSet',
      ...rule,
      response: 'hide',
      trigger: { type: 'newMembers', seconds: 600, forbid: ['links', 'mentions'] },
    },
    { type: 'autoRuleRemoved', rule: id },
  ];

  const operations: readonly Operation[] = [
    { type: 'genesis', founder: member, nonce: random(16), name, createdAt: 1, epochCommitment: random(32) },
    { type: 'memberJoined', certificate, name, colour: 'jade', invite: { id: invite.invite, proof } },
    { type: 'memberJoined', certificate, name, colour: 'clay', invite: null },
    { type: 'communityEdited', name, description: null },
    { type: 'categoryCreated', name, order },
    { type: 'categoryEdited', category, name: null, order, deleted: true },
    { type: 'channelCreated', kind: 'forum', name, topic: 'topic', category, order },
    { type: 'channelEdited', channel, name: null, topic: null, place: { category, order }, deleted: null },
    { type: 'roleCreated', name, colour: 'sky', order, permissions, hoist: true, mentionable: false },
    {
      type: 'roleEdited',
      role,
      name,
      colour: null,
      order,
      permissions,
      hoist: true,
      mentionable: null,
      deleted: false,
    },
    { type: 'roleGranted', member, role },
    { type: 'roleRevoked', member, role },
    {
      type: 'overwriteSet',
      place: { type: 'channel', id: channel },
      overwrite: { target: { type: 'role', id: role }, allow: permissions, deny: 1n << 63n },
    },
    {
      type: 'overwriteSet',
      place: { type: 'category', id: category },
      overwrite: { target: { type: 'member', id: member }, allow: 0n, deny: permissions },
    },
    { type: 'inviteCreated', invite: invite.invite, agreementKey, expiresAt: 5, maxUses: 100, roles: [role] },
    { type: 'inviteRevoked', invite: invite.invite },
    {
      type: 'memberRemoved',
      member,
      ban: true,
      reason: 'why',
      cuts: [{ stream: 'governance', cut }],
      epoch: newEpoch,
    },
    { type: 'memberUnbanned', member },
    { type: 'profileEdited', name, colour: 'rose' },
    { type: 'epochOpened', ...newEpoch },
    { type: 'channelEpochOpened', channel, ...newEpoch },
    { type: 'epochSealed', epoch, boxes: newEpoch.boxes },
    { type: 'deviceAdded', certificate },
    { type: 'selfUpdated', update: random(300), more: true },
    { type: 'deviceRemoved', device, cuts, epoch: newEpoch },
    ...steeringSamples(),
    {
      type: 'posted',
      text: '안녕 🌳',
      replyTo: message,
      thread: message,
      mentions: [{ type: 'member', id: member }, { type: 'role', id: role }, { type: 'everyone' }],
    },
    { type: 'edited', message, text: '' },
    { type: 'deleted', message },
    { type: 'reacted', message, emoji: '🌳', on: true },
    {
      type: 'imported',
      author: name,
      at: { ms: 7, counter: 1 },
      text: 'text',
      replyTo: null,
      system: 'topic',
      source: random(16),
    },
    { type: 'threadNamed', message, name },
    {
      type: 'anchored',
      message,
      target: { type: 'note', anchor: random(30) },
      quote: 'text',
      suggestion: 'text',
    },
    { type: 'anchored', message, target: { type: 'card', card: 'card' }, quote: '', suggestion: null },
    { type: 'commentClosed', message, outcome: 'accepted' },
    { type: 'documentUpdated', seat: 1, branch: id, carried: null, update: random(60), more: true },
    { type: 'documentUpdated', seat: 0, branch: null, carried: random(16), update: random(6), more: false },
    { type: 'branchOpened', name },
    { type: 'branchClosed', branch: id, merged: true },
    { type: 'cardAnswered', card: 'card', answer: 'maybe' },
    { type: 'cardAnswered', card: 'card', answer: null },
    { type: 'unknown', raw: Uint8Array.of(255, 1, 2, 3) },
  ];

  const head = { log, length: 9, head: first.hash };
  const segments = [
    crypto.envelopesToSegment(envelopes, { opening, previous: null }),
    crypto.envelopesToSegment(
      envelopes.slice(1).map((envelope, index) => (index === 1 ? crypto.eraseBody(envelope) : envelope)),
      {
        opening: null,
        previous: first.hash,
      },
    ),
  ];
  const hello = crypto.signHello(
    suite,
    { community, genesisHash, audience: 'relay.example', device, nonce: random(32) },
    access,
    keys.signing,
  );
  const shared: readonly SharedMessage[] = [
    {
      type: 'summary',
      streams: [
        { stream, digest: random(16) },
        { stream: { kind: 'governance' }, digest: random(16) },
      ],
    },
    { type: 'vector', stream, logs: [head, head], reply: true, more: false },
    { type: 'want', stream, log, from: 1, to: 300 },
    ...segments.map((segment) => ({ type: 'segment', ...segment }) as const),
    { type: 'ack', stream, log, length: 4 },
    { type: 'fork', ...fork },
    { type: 'room', payload: random(80) },
    { type: 'ping', id: 1 },
    { type: 'pong', id: 1 },
    { type: 'refused', reason: 'gap', detail: 'detail', stream, log, value: 3 },
  ];
  const connector: readonly ConnectorMessage[] = [
    ...shared,
    { type: 'hello', version: 1, ...hello },
    { type: 'ticketWanted' },
    { type: 'meetingWanted', held: { peerId: 'peer', token: 'token' } },
    { type: 'blobKept', id: random(16), bytes: random(90) },
    { type: 'blobWanted', id: random(16) },
  ];
  const acceptor: readonly AcceptorMessage[] = [
    ...shared,
    { type: 'challenge', version: 1, nonce: random(32), node: random(16) },
    { type: 'welcome', generation: random(16), offset: 9, digest: random(16) },
    { type: 'ticket', peerId: 'peer', token: 'token', expiresAt: 12 },
    {
      type: 'meeting',
      peerId: 'peer',
      token: 'token',
      expiresAt: 12,
      signalingUrls: ['https://meet.example/peer'],
      iceServers: [{ urls: ['turn:turn.example:3478'], username: '12:user', credential: 'secret' }],
    },
    { type: 'blob', id: random(16), bytes: random(90) },
    { type: 'blob', id: random(16), bytes: null },
  ];
  const document: DocumentStream = { kind: 'note', channel, thread: message };
  const room: readonly RoomMessage[] = [
    { type: 'presence', status: 'online', peerId: 'peer' },
    { type: 'typing', channel, thread: message },
    { type: 'heads', heads: [{ stream, ...head }] },
    { type: 'leaving' },
    { type: 'keysWanted', request: random(16), epochs: [epoch] },
    {
      type: 'callWants',
      session: random(16),
      wants: [
        { device, cameraHeight: 360, screen: null },
        { device, cameraHeight: null, screen: true },
      ],
    },
    { type: 'keysGiven', request: random(16), to: device, keys: [{ epoch, box: random(112) }] },
    { type: 'aside', boxes: [random(466), random(466)] },
    { type: 'documentCaret', document, nonce: random(16), seat: 3, frame: random(20) },
    { type: 'documentCaret', document, nonce: random(16), seat: 3, frame: null },
    { type: 'documentOpened', document },
    { type: 'documentLooked', document, on: true },
  ];
  const ring = bytesToRingId(random(16));
  const asides: readonly Aside[] = [
    { type: 'ring', ring, echo: random(16) },
    { type: 'ringing', ring, nonce: random(16) },
    { type: 'accept', ring },
    { type: 'refuse', ring, why: 'busy' },
    { type: 'over', ring, by: device },
    {
      type: 'pair',
      ring,
      session: random(16),
      peerId: 'peer',
      fingerprint: random(32),
      joinedAt: 5,
      muted: true,
      deafened: false,
      camera: false,
      screen: true,
    },
    { type: 'hungUp', ring },
    { type: 'missed', calls: [{ ring, at: 5 }] },
    { type: 'noted', rings: [ring] },
  ];
  const accessSeed = random(32);
  const ticket: crypto.InviteTicket = {
    community: crypto.communityIdOf(suite, crypto.accessKeys(suite, accessSeed).publicKey, genesisHash),
    accessSeed,
    genesisHash,
    epoch,
    epochKey,
    earlier: [{ epoch, key: epochKey }],
    inviteSeed: random(32),
    inviter: device,
    relayUrl: 'wss://relay.example/sync',
    name,
    expiresAt: 5,
  };
  const snapshot = (invite: crypto.Snapshot['invite']): crypto.Snapshot => ({
    community: world.community,
    invite,
    at: 8,
    name,
    description: 'text',
    picture: random(40),
    members: 3,
    roles: [{ id: role, name, colour: 'clay' }],
    categories: [{ id: category, name }],
    channels: [{ id: channel, kind: 'text', name, topic: '', category }],
    pages: [
      {
        channel,
        messages: [
          {
            id: message,
            position: bytesToHex(
              random(22),
            ) as crypto.Snapshot['pages'][number]['messages'][number]['position'],
            author: { member, name, colour: 'pine' },
            at: 7,
            text: 'text',
            mentions: [
              { type: 'member', id: member, name },
              { type: 'role', id: role, name },
              { type: 'everyone' },
            ],
          },
        ],
      },
    ],
  });
  const phrase = crypto.recoverySeedToPhrase(random(32));
  return {
    ...world,
    operations,
    segments,
    fork,
    shared,
    connector,
    acceptor,
    room,
    asides,
    ticket,
    snapshot,
    phrase,
    newEpoch,
    first,
  };
};
export type Samples = Awaited<ReturnType<typeof createSamples>>;
