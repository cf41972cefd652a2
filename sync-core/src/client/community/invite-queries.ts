/** The list of invites as its reader may see it: all for who manages the community, else one's own. */
import { can, canAct, type Invite, refuseInvite, rolesByRank } from '../../governance/index.ts';
import type { GovernanceOp, InviteId, RoleId } from '../../model/index.ts';
import type { InviteRoleView, InviteRow, InviteState, InvitesView } from '../invite-views.ts';
import type { CommunityCore } from './core.ts';
import type { MadeInvites } from './made-invites.ts';
import { personOf } from './people.ts';

export type InviteQueries = { invites(): InvitesView };

/** Stands for an invite that isn't made. */
const noInvite = '0'.repeat(64) as InviteId;

export const createInviteQueries = (core: CommunityCore, made: MadeInvites): InviteQueries => {
  const { governance, self, clock } = core;

  const stateOf = ({ id }: Invite): InviteState => {
    const refusal = refuseInvite(governance.current(), id, clock.now());
    switch (refusal) {
      case null:
        return 'open';
      case 'invite-paused':
        return 'paused';
      case 'invite-expired':
        return 'expired';
      case 'invite-used-up':
        return 'used-up';
      default:
        return 'revoked';
    }
  };

  const rolesOf = (ids: readonly RoleId[]): readonly InviteRoleView[] =>
    ids.flatMap((id) => {
      const role = governance.current().roles.get(id);
      return role ? [{ id, name: role.name, colour: role.colour }] : [];
    });

  const refusalOf = (op: GovernanceOp) => {
    const allowed = canAct(governance.current(), self, op, clock.now());
    return allowed.ok ? null : allowed.error.reason;
  };

  const createOp = (roles: readonly RoleId[]): GovernanceOp => ({
    type: 'inviteCreated',
    invite: noInvite,
    agreementKey: new Uint8Array(32),
    expiresAt: null,
    maxUses: null,
    roles: [...roles],
  });

  const rowOf = (invite: Invite): InviteRow => {
    const community = governance.current();
    const state = stateOf(invite);
    const lets = state === 'open' || state === 'paused';
    let waiting = 0;
    for (const applicant of community.applicants.values()) if (applicant.invite === invite.id) waiting++;
    const { id, by, uses, maxUses, expiresAt, approval } = invite;
    return {
      id,
      by: { member: by, ...pick(personOf(community, by)) },
      mine: by === self,
      uses,
      maxUses,
      expiresAt,
      roles: rolesOf(invite.roles),
      approval,
      state,
      waiting,
      link: lets ? made.linkOf(invite) : null,
      mayChange: refusalOf({ type: 'inviteRevoked', invite: id }) === null,
    };
  };

  const order: Readonly<Record<InviteState, number>> = {
    open: 0,
    paused: 0,
    expired: 1,
    'used-up': 1,
    revoked: 1,
  };

  return {
    invites() {
      const community = governance.current();
      const all = can(community, self, 'manageCommunity');
      const invites = [...community.invites.values()]
        .reverse()
        .filter(({ by }) => all || by === self)
        .map(rowOf)
        .sort((a, b) => order[a.state] - order[b.state]);
      return {
        all,
        invites,
        refusal: refusalOf(createOp([])),
        roles: rolesByRank(community).map((role) => ({
          id: role.id,
          name: role.name,
          colour: role.colour,
          refusal: refusalOf(createOp([role.id])),
        })),
      };
    },
  };
};

const pick = ({ name, colour }: ReturnType<typeof personOf>) => ({ name, colour });
