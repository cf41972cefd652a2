/** People whom a modified client or a relay makes up: keys of their own, a join as they like it. */
import { textToBytes } from '../../src/base/index.ts';
import {
  deviceKeys,
  type InviteKeys,
  identityKeys,
  inviteKeys,
  inviteProof,
  issueCertificate,
  keyToMemberId,
  linkToTicket,
  logIdOf,
  opIdOf,
  sealEnvelope,
} from '../../src/crypto/index.ts';
import { governanceStream, type OperationOf, opToMessageId } from '../../src/model/index.ts';
import type { Installation } from '../../testing/sim/installation.ts';
import type { Circle, Forged } from './rogue.ts';

type Join = OperationOf<'memberJoined'>;

/** What a link holds, which whoever got it can use as often as they like. */
export const inviteOf = (world: Circle, link: string): InviteKeys => {
  const ticket = linkToTicket(link);
  if (!ticket.ok) throw new Error('not a link');
  return inviteKeys(world.home(world.person('ada')).core.suite, ticket.value.inviteSeed);
};

/** A join by somebody new, sealed with a key that `accomplice` hands them. */
export const createNewcomer = (world: Circle, accomplice: Installation, name: string) => {
  const { suite, governance, keys, clock } = world.home(accomplice).core;
  const identity = identityKeys(suite, suite.hash(textToBytes(name)));
  const device = deviceKeys(suite, suite.hash(textToBytes(`${name}'s device`)), world.community);
  const member = keyToMemberId(identity.publicKey);
  const opening = { device: device.device, nonce: new Uint8Array(16) };
  const log = logIdOf(suite, opening);
  const certificate = issueCertificate(
    suite,
    identity,
    world.community,
    device.device,
    device.agreement.publicKey,
  );
  const join = (invite: InviteKeys | null, change: Partial<Join> = {}): Forged => {
    const epoch = governance.current().epochs.at(-1);
    const epochKey = epoch && keys.of(epoch);
    if (!epoch || !epochKey) throw new Error('no key');
    const op: Join = {
      type: 'memberJoined',
      certificate,
      name,
      colour: 'sky',
      invite:
        invite === null
          ? null
          : {
              id: invite.invite,
              proof: inviteProof(suite, world.community, member, device.device, invite.signing),
            },
      ...change,
    };
    const content = { time: { ms: clock.now(), counter: 0 }, ops: [op] };
    const envelope = sealEnvelope(suite, {
      community: world.community,
      stream: governanceStream,
      log,
      number: 0,
      previous: null,
      epoch: epoch.id,
      epochKey,
      cites: governance.current().heads,
      content,
      deviceSecretKey: device.signing.secretKey,
    });
    return { envelope, opening, content, id: opToMessageId(opIdOf(suite, governanceStream, log, 0, 0)) };
  };
  return { member, device, certificate, join };
};
