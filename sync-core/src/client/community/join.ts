/**
 * Coming in with an invite: the join cites the governance it saw, so it waits until that has arrived
 * and names the invite. The invite's seed is kept in the community's file until then.
 */
import {
  type CipherSuite,
  type InviteKeys,
  inviteKeys,
  inviteProof,
  issueCertificate,
} from '../../crypto/index.ts';
import { governanceStream } from '../../model/index.ts';
import type { CommunityStore } from '../../storage/index.ts';
import { type Changes, noChanges } from './changes.ts';
import type { CommunityCore } from './core.ts';
import type { Inbound } from './inbound.ts';
import type { Identity } from './open-community.ts';
import type { Writer } from './writer.ts';

const inviteSetting = 'invite-seed';

export const rememberInvite = (store: CommunityStore, seed: Uint8Array): void =>
  store.saveSetting(inviteSetting, seed);

export const heldInvite = (suite: CipherSuite, store: CommunityStore): InviteKeys | null => {
  const seed = store.setting(inviteSetting);
  return seed === null ? null : inviteKeys(suite, seed);
};

export type JoinerDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly inbound: Inbound;
  readonly identity: Identity;
  readonly joined: (changes: Changes) => void;
};

/** Joins once governance is here and this device isn't in it yet. Tries once: a refused join stays refused. */
export const createJoiner = ({ core, writer, inbound, identity, joined }: JoinerDeps): (() => void) => {
  const { suite, store, governance, committer, device, community, self } = core;
  let tried = false;
  return () => {
    const state = governance.current();
    if (tried || !state.founded || state.devices.has(device.device)) return;
    const invite = heldInvite(suite, store);
    if (invite === null || !state.invites.has(invite.invite)) return;
    tried = true;
    const changes = noChanges();
    const { agreement } = device;
    const certificate = issueCertificate(suite, identity.keys, community, device.device, agreement.publicKey);
    const proof = inviteProof(suite, community, self, device.device, invite.signing);
    void committer
      .commit(() => {
        const op = {
          type: 'memberJoined',
          certificate,
          ...identity.profile(),
          invite: { id: invite.invite, proof },
        } as const;
        writer.write(governanceStream, [op], changes);
        inbound.settle(changes);
      })
      .then((done) => {
        if (done.ok) joined(changes);
        else tried = false;
      });
  };
};
