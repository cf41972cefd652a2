/** Invites: making them with conditions, pausing and ending them; and taking back or repeating a request to come in. */
import { err, ok } from '../../base/index.ts';
import { inviteKeys } from '../../crypto/index.ts';
import {
  type GovernanceOp,
  governanceStream,
  type InviteId,
  limits,
  type RoleId,
} from '../../model/index.ts';
import { notAllowed, notFound, type Outcome } from '../errors.ts';
import type { InviteView } from '../invite-views.ts';
import { createActing } from './acting.ts';
import type { Changes } from './changes.ts';
import type { CommunityCore } from './core.ts';
import type { Inbound } from './inbound.ts';
import type { Joiner } from './join.ts';
import type { MadeInvites } from './made-invites.ts';
import type { Writer } from './writer.ts';

type Done = Outcome<Record<string, never>>;

export type InviteTerms = {
  /** Milliseconds until it lets nobody in any more; null for no end. */
  readonly maxAgeMs: number | null;
  readonly maxUses: number | null;
  /** What who comes in by it is given. */
  readonly roles?: readonly RoleId[] | undefined;
  /** Whether somebody has to let them in. */
  readonly approval?: boolean | undefined;
};

export type InviteCommands = {
  createInvite(terms: InviteTerms): Promise<Outcome<InviteView>>;
  /** A paused invite lets nobody in until it goes on; who follows it meanwhile waits. */
  pauseInvite(invite: InviteId, paused: boolean): Promise<Done>;
  /** Nobody comes in by it any more, for good. Those who are in stay. */
  revokeInvite(invite: InviteId): Promise<Done>;
  /** Takes the own request to come in back. */
  withdrawRequest(): Promise<Done>;
  /** Asks to come in once more, by the link that was followed. */
  askAgain(): Promise<Done>;
};

export type InviteCommandsDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly inbound: Inbound;
  readonly made: MadeInvites;
  readonly joiner: () => Joiner;
  readonly publish: (changes: Changes) => void;
};

const done = ok<Record<string, never>>({});

export const createInviteCommands = (deps: InviteCommandsDeps): InviteCommands => {
  const { core, inbound, made } = deps;
  const { suite, clock, governance, self } = core;
  const { commit, write, refusalOf } = createActing(deps);

  const act = (op: GovernanceOp): Promise<Done> =>
    commit((changes) => {
      const refused = refusalOf(op);
      if (refused) return err(refused);
      const written = write(governanceStream, [op], changes);
      if (!written.ok) return written;
      inbound.settle(changes);
      return done;
    });

  return {
    createInvite: ({ maxAgeMs, maxUses, roles = [], approval = false }) =>
      commit<InviteView>((changes) => {
        const seed = suite.random.bytes(32);
        const keys = inviteKeys(suite, seed);
        const expiresAt = maxAgeMs === null ? null : clock.now() + maxAgeMs;
        const op: GovernanceOp = {
          type: 'inviteCreated',
          invite: keys.invite,
          agreementKey: keys.agreement.publicKey,
          expiresAt,
          maxUses,
          roles: [...new Set(roles)].slice(0, limits.rolesPerInvite),
        };
        const refused = refusalOf(op);
        if (refused) return err(refused);
        // In one envelope: nobody ever sees it without its condition.
        const asks: GovernanceOp = {
          type: 'inviteEdited',
          invite: keys.invite,
          paused: null,
          approval: true,
        };
        const written = write(governanceStream, approval ? [op, asks] : [op], changes);
        if (!written.ok) return written;
        inbound.settle(changes);
        made.remember(seed);
        const link = made.linkOf({ id: keys.invite, expiresAt });
        return link === null ? notAllowed('createInvite') : ok({ id: keys.invite, link, expiresAt, maxUses });
      }),
    pauseInvite: (invite, paused) => act({ type: 'inviteEdited', invite, paused, approval: null }),
    revokeInvite: (invite) => act({ type: 'inviteRevoked', invite }),
    withdrawRequest() {
      const applicant = governance.current().applicants.get(self);
      if (applicant === undefined) return Promise.resolve(notFound);
      const { request } = applicant;
      return act({ type: 'joinAnswered', member: self, request, approved: false, reason: '' });
    },
    askAgain: () => deps.joiner().askAgain(),
  };
};
