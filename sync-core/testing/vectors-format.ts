/** Checks of Maru's own formats: ids, envelopes, segments, proofs, links, phrases, room frames. */
import { bytesToHex, type Codec, decode, encode, hexToBytes } from '../src/base/index.ts';
import {
  acceptEpoch,
  accessKeys,
  bucketOf,
  commitmentOf,
  communityIdOf,
  deviceKeys,
  envelopeHeader,
  forkProof,
  genesisEpochId,
  genesisHashOf,
  hashBody,
  hashHeader,
  historyKeys,
  identityKeys,
  inviteKeys,
  linkToTicket,
  logIdOf,
  openEnvelope,
  openRoomFrame,
  opIdOf,
  phraseToRecoverySeed,
  recoverySeedToPhrase,
  segment as segmentCodec,
  segmentToEnvelopes,
  ticketToLink,
  verifyCertificate,
  verifyEnvelopeSignature,
  verifyForkProof,
  verifyHello,
  verifyInviteProof,
} from '../src/crypto/index.ts';
import {
  type CommunityId,
  communityId,
  deviceId,
  envelopeContent,
  epochId,
  inviteId,
  keyToStream,
  logId,
  memberId,
  operation,
} from '../src/model/index.ts';
import type { VectorCheck, VectorReader } from './vectors.ts';

const parse = <T>(codec: Codec<T>, bytes: Uint8Array): T => {
  const value = decode(codec, bytes);
  if (!value.ok) throw new Error(`${value.error.reason} at ${value.error.offset}`);
  return value.value;
};

const id = <T>(read: VectorReader, codec: Codec<T>, field: string): T => parse(codec, read.bytes(field));
const community = (read: VectorReader): CommunityId => id(read, communityId, 'community');

export const formatChecks: { readonly [kind: string]: VectorCheck } = {
  padding: (_suite, read) => read.same('bucket', bucketOf(read.number('length')), read.number('bucket')),
  operation(_suite, read) {
    const op = parse(operation, read.bytes('bytes'));
    read.same('type', op.type, read.text('type'));
    read.same('bytes', encode(operation, op), read.bytes('bytes'));
  },
  community(suite, read) {
    const op = parse(operation, read.bytes('genesis'));
    if (op.type !== 'genesis') throw new Error('not a genesis');
    const genesisHash = genesisHashOf(suite, op);
    const access = accessKeys(suite, read.bytes('accessSeed'));
    read.same('genesis hash', genesisHash, read.bytes('genesisHash'));
    read.same('access key', access.publicKey, read.bytes('accessKey'));
    read.same('community', communityIdOf(suite, access.publicKey, genesisHash), read.hex('community'));
    read.same('epoch', genesisEpochId(genesisHash), read.hex('epoch'));
  },
  'log-id': (suite, read) =>
    read.same(
      'log',
      logIdOf(suite, { device: id(read, deviceId, 'device'), nonce: read.bytes('nonce') }),
      read.hex('log'),
    ),
  'op-id'(suite, read) {
    const stream = keyToStream(read.text('stream'));
    if (stream === undefined) throw new Error('not a stream');
    const found = opIdOf(suite, stream, id(read, logId, 'log'), read.number('number'), read.number('index'));
    read.same('id', found, read.hex('id'));
  },
  device(suite, read) {
    const keys = deviceKeys(suite, read.bytes('seed'), community(read));
    read.same('device', keys.device, read.hex('device'));
    read.same('agreement key', keys.agreement.publicKey, read.bytes('agreementKey'));
  },
  identity: (suite, read) =>
    read.same('member', identityKeys(suite, read.bytes('seed')).publicKey, read.bytes('member')),
  phrase(_suite, read) {
    const seed = phraseToRecoverySeed(read.text('typed'));
    read.same('seed', seed.ok ? seed.value : seed.error.kind, read.bytes('seed'));
    read.same('phrase', recoverySeedToPhrase(read.bytes('seed')), read.text('phrase'));
  },
  certificate: (suite, read) =>
    read.same(
      'verdict',
      verifyCertificate(suite, community(read), {
        member: id(read, memberId, 'member'),
        device: id(read, deviceId, 'device'),
        agreementKey: read.bytes('agreementKey'),
        signature: read.bytes('signature'),
      }),
      true,
    ),
  hello(suite, read) {
    const proof = {
      community: community(read),
      accessKey: read.bytes('accessKey'),
      genesisHash: read.bytes('genesisHash'),
      audience: read.text('audience'),
      device: id(read, deviceId, 'device'),
      accessSignature: read.bytes('accessSignature'),
      deviceSignature: read.bytes('deviceSignature'),
    };
    const verdict = verifyHello(suite, proof, { nonce: read.bytes('nonce'), audience: proof.audience });
    read.same('verdict', verdict.ok ? 'ok' : verdict.error.kind, 'ok');
  },
  invite(suite, read) {
    const keys = inviteKeys(suite, read.bytes('seed'));
    const [member, device] = [id(read, memberId, 'member'), id(read, deviceId, 'device')];
    read.same('invite', keys.invite, read.hex('invite'));
    read.same('agreement key', keys.agreement.publicKey, read.bytes('agreementKey'));
    const invite = id(read, inviteId, 'invite');
    const verdict = verifyInviteProof(suite, community(read), member, device, invite, read.bytes('proof'));
    read.same('verdict', verdict, true);
  },
  link(_suite, read) {
    const ticket = linkToTicket(read.text('link'));
    if (!ticket.ok) throw new Error(ticket.error.kind);
    read.same('link', ticketToLink(read.text('base'), ticket.value), read.text('link'));
  },
  envelope(suite, read) {
    const header = parse(envelopeHeader, read.bytes('header'));
    const body = read.bytes('body');
    const hash = hashHeader(suite, header);
    const signature = read.bytes('signature');
    read.same('header', encode(envelopeHeader, header), read.bytes('header'));
    read.same('hash', hash, read.hex('hash'));
    read.same('body hash', hashBody(suite, body), header.bodyHash);
    const device = id(read, deviceId, 'device');
    read.same('verdict', verifyEnvelopeSignature(suite, hash, signature, device), true);
    const content = openEnvelope(suite, { header, hash, body, signature }, read.bytes('epochKey'));
    if (!content.ok) throw new Error(content.error.kind);
    read.same('content', encode(envelopeContent, content.value), read.bytes('content'));
  },
  segment(suite, read) {
    const segment = parse(segmentCodec, read.bytes('bytes'));
    read.same('bytes', encode(segmentCodec, segment), read.bytes('bytes'));
    const envelopes = segmentToEnvelopes(suite, community(read), segment, { opening: null, previous: null });
    const outcome = envelopes.ok ? envelopes.value.map(({ hash }) => hash).join() : envelopes.error.kind;
    read.same('hashes', outcome, read.strings('hashes').join());
  },
  fork(suite, read) {
    const proof = parse(forkProof, read.bytes('bytes'));
    read.same('bytes', encode(forkProof, proof), read.bytes('bytes'));
    read.same('verdict', verifyForkProof(suite, community(read), proof), true);
  },
  epoch(suite, read) {
    const op = parse(operation, read.bytes('operation'));
    if (op.type !== 'epochOpened') throw new Error('not an epochOpened');
    const key = acceptEpoch(suite, op, suite.agreementKeyPair(read.bytes('secretKey')));
    read.same('key', key, read.bytes('key'));
    read.same('commitment', commitmentOf(suite, read.bytes('key')), op.commitment);
    const earlier = read.bytes('earlierKey');
    const found = historyKeys(suite, op, read.bytes('key'), () => commitmentOf(suite, earlier));
    read.same('earlier', found.map((held) => held.epoch + bytesToHex(held.key)).join(), read.hex('earlier'));
  },
  room(suite, read) {
    const frame = openRoomFrame(suite, community(read), read.bytes('frame'), (epoch) =>
      epoch === id(read, epochId, 'epoch') ? hexToBytes(read.hex('epochKey')) : null,
    );
    if (!frame.ok) throw new Error(frame.error.kind);
    read.same('device', frame.value.device, read.hex('device'));
    read.same('sequence', frame.value.sequence, read.number('sequence'));
    read.same('payload', frame.value.payload, read.bytes('payload'));
  },
};
