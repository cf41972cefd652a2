/** Members in display order: hoisted roles that are online, then online, then offline. Pure. */
import type { MembersView, MemberView, RoleView } from '@maru/sync-core';

export type MemberGroup = {
  readonly key: string;
  readonly role: RoleView | null;
  readonly online: boolean;
  readonly members: readonly MemberView[];
};

export const groupMembers = ({ roles, members }: MembersView, language: string): readonly MemberGroup[] => {
  const collator = new Intl.Collator(language);
  const hoisted = roles.filter((role) => role.hoist);
  const buckets = new Map<string, MemberView[]>();
  for (const member of members) {
    const role =
      member.presence === 'offline' ? undefined : hoisted.find(({ id }) => member.roles.includes(id));
    const key = member.presence === 'offline' ? 'offline' : (role?.id ?? 'online');
    const bucket = buckets.get(key) ?? [];
    buckets.set(key, bucket);
    bucket.push(member);
  }
  const sorted = (key: string) => (buckets.get(key) ?? []).sort((a, b) => collator.compare(a.name, b.name));
  return [
    ...hoisted.map((role) => ({ key: role.id as string, role, online: true, members: sorted(role.id) })),
    { key: 'online', role: null, online: true, members: sorted('online') },
    { key: 'offline', role: null, online: false, members: sorted('offline') },
  ].filter((group) => group.members.length > 0);
};
