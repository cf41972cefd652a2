/** The drafts of the role editor and of a place's overwrites: what is shown, what is sent, what is left alone. */
import {
  isMemberId,
  isRoleId,
  type MemberId,
  type PlacePermissionsView,
  type RoleId,
  type RoleSettingsView,
  type RolesView,
} from '@maru/sync-core';
import { describe, expect, it } from 'vitest';
import {
  draftedOverwrites,
  overwritesToSave,
  standOf,
  tidiedOverwrites,
  withoutOverwrite,
  withStand,
} from '../../../renderer/features/roles/overwrites-draft.ts';
import {
  drafted,
  draftToChange,
  everyoneKey,
  isUnchanged,
  placed,
  stepped,
  tidied,
  withEdit,
} from '../../../renderer/features/roles/roles-draft.ts';
import { noRolesDraft } from '../../../renderer/stores/permission-drafts.ts';

const roleId = (digit: string): RoleId => {
  const id: string = digit.repeat(32);
  if (!isRoleId(id)) throw new Error('no role id');
  return id;
};
const memberId = (digit: string): MemberId => {
  const id: string = digit.repeat(64);
  if (!isMemberId(id)) throw new Error('no member id');
  return id;
};
const [top, mid, low] = [roleId('a'), roleId('b'), roleId('c')];

const role = (id: RoleId, given: Partial<RoleSettingsView> = {}): RoleSettingsView => ({
  id,
  name: id.slice(0, 1),
  colour: null,
  hoist: false,
  mentionable: false,
  permissions: ['kickMembers'],
  members: [],
  edit: null,
  give: null,
  ...given,
});
const view: RolesView = {
  roles: [role(top, { edit: 'rank' }), role(mid), role(low)],
  everyone: { permissions: ['viewChannel', 'sendMessages'], edit: null },
  held: ['viewChannel'],
  create: null,
  lockedMembers: [],
};
const order = (shown: RolesView) => shown.roles.map(({ id }) => id);

describe('the draft of roles', () => {
  it('shows what it would come to and sends only what differs', () => {
    const draft = withEdit(withEdit(noRolesDraft, mid, { name: 'Moss', hoist: false }), everyoneKey, {
      permissions: ['viewChannel'],
    });
    const kept = tidied(view, draft);
    expect(drafted(view, kept).roles[1]?.name).toBe('Moss');
    expect(draftToChange(view, kept)).toEqual({
      order: null,
      edits: [
        { role: mid, name: 'Moss' },
        { role: null, permissions: ['viewChannel'] },
      ],
    });
  });
  it('is none once everything is as it stands', () => {
    const there = withEdit(noRolesDraft, mid, { permissions: ['kickMembers', 'banMembers'] });
    const back = withEdit(there, mid, { permissions: ['kickMembers'] });
    expect(isUnchanged(tidied(view, there))).toBe(false);
    expect(isUnchanged(tidied(view, back))).toBe(true);
    expect(isUnchanged(tidied(view, { edits: {}, order: [top, mid, low] }))).toBe(true);
  });
  it('forgets a role that went, and leaves one that came where it is', () => {
    const draft = { edits: { [roleId('f')]: { name: 'gone' } }, order: [top, low, roleId('f'), mid] };
    const kept = tidied(view, draft);
    expect(kept.edits).toEqual({});
    expect(kept.order).toEqual([top, low, mid]);
    const grown = { ...view, roles: [...view.roles, role(roleId('d'))] };
    expect(tidied(grown, draft).order).toEqual([top, low, mid, roleId('d')]);
  });
  it('moves a role only past those that one may move', () => {
    expect(stepped(view.roles, low, -1)).toEqual([top, low, mid]);
    expect(stepped(view.roles, mid, -1)).toBeNull();
    expect(stepped(view.roles, low, 1)).toBeNull();
    expect(placed(view.roles, low, 0)).toBeNull();
    expect(placed(view.roles, top, 2)).toBeNull();
    expect(order(drafted(view, { edits: {}, order: [top, low, mid] }))).toEqual([top, low, mid]);
  });
});

describe('the draft of overwrites', () => {
  const place: PlacePermissionsView = {
    name: 'x',
    category: null,
    outOfStep: false,
    strays: [],
    private: false,
    overwrites: [{ target: { kind: 'everyone' }, allow: ['sendMessages'], deny: [], edit: null }],
    held: ['sendMessages', 'viewChannel'],
    edit: null,
    lockedRoles: [],
    lockedMembers: [],
  };
  const [everyone] = place.overwrites;
  if (!everyone) throw new Error('no overwrite');

  it('goes from allow to deny and back without a trace', () => {
    const denied = withStand({}, everyone, 'sendMessages', 'deny');
    const [shown] = draftedOverwrites(place, denied);
    expect(shown && standOf(shown, 'sendMessages')).toBe('deny');
    expect(overwritesToSave(place, denied)).toEqual([
      { target: { kind: 'everyone' }, allow: [], deny: ['sendMessages'] },
    ]);
    if (!shown) throw new Error('nothing shown');
    expect(tidiedOverwrites(place, withStand(denied, shown, 'sendMessages', 'allow'))).toEqual({});
  });
  it('keeps somebody who was added in sight, and writes nothing for them until something is said', () => {
    const target = { kind: 'member', id: memberId('1') } as const;
    const draft = tidiedOverwrites(place, { [`member:${target.id}`]: { target, allow: [], deny: [] } });
    expect(draftedOverwrites(place, draft)).toHaveLength(2);
    expect(overwritesToSave(place, draft)).toEqual([]);
    expect(withoutOverwrite(draft, place, target)).toEqual({});
  });
  it('takes an overwrite away by saying nothing', () => {
    const draft = tidiedOverwrites(place, withoutOverwrite({}, place, { kind: 'everyone' }));
    expect(overwritesToSave(place, draft)).toEqual([{ target: { kind: 'everyone' }, allow: [], deny: [] }]);
  });
});
