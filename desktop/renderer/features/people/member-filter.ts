/** Which members a list shows, and in what order. Pure. */
import type { MembersView, MemberView, RoleId } from '@maru/sync-core';

export type MemberSort = 'name' | 'newest' | 'oldest';
/** `none`: without any role. */
export type MemberPick = 'all' | 'none' | 'timed-out' | RoleId;

const suits = (member: MemberView, pick: MemberPick, now: number): boolean => {
  switch (pick) {
    case 'all':
      return true;
    case 'none':
      return member.roles.length === 0;
    case 'timed-out':
      return member.timeout !== null && member.timeout.until > now;
    default:
      return member.roles.includes(pick);
  }
};

export const pickMembers = (
  { members }: MembersView,
  asked: { readonly text: string; readonly pick: MemberPick; readonly sort: MemberSort },
  { language, now }: { readonly language: string; readonly now: number },
): readonly MemberView[] => {
  const text = asked.text.trim().toLocaleLowerCase();
  const found = members.filter(
    (member) =>
      suits(member, asked.pick, now) && (text === '' || member.name.toLocaleLowerCase().includes(text)),
  );
  const collator = new Intl.Collator(language);
  const byName = (a: MemberView, b: MemberView) => collator.compare(a.name, b.name);
  if (asked.sort === 'name') return found.sort(byName);
  const way = asked.sort === 'newest' ? -1 : 1;
  return found.sort((a, b) => way * (a.joinedAt - b.joinedAt) || byName(a, b));
};
