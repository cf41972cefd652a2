/** Handlers: members: nicknames, roles, timeouts, removals, applicants. */
import { ok } from '@maru/sync-core';
import type { peopleCommands, peopleQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createPeopleCommands = ({
  withCommunity,
}: Access): Pick<CommandHandlers, keyof typeof peopleCommands> => ({
  setNickname: ({ community, member, name }) =>
    withCommunity(community, ({ commands }) => commands.setNickname(member, name)),
  giveRole: ({ community, member, role }) =>
    withCommunity(community, ({ commands }) => commands.grantRole(member, role)),
  takeRole: ({ community, member, role }) =>
    withCommunity(community, ({ commands }) => commands.takeRole(member, role)),
  timeOutMember: ({ community, member, forMs, reason }) =>
    withCommunity(community, ({ commands }) => commands.timeOut(member, forMs, reason)),
  liftTimeout: ({ community, member }) =>
    withCommunity(community, ({ commands }) => commands.liftTimeout(member)),
  kickMember: ({ community, member, reason }) =>
    withCommunity(community, ({ commands }) => commands.kick(member, reason)),
  banMember: ({ community, member, reason, purgeMs }) =>
    withCommunity(community, ({ commands }) => commands.ban(member, reason, purgeMs)),
  liftBan: ({ community, member, reason }) =>
    withCommunity(community, ({ commands }) => commands.liftBan(member, reason)),
  purgeMessages: ({ community, member, purgeMs }) =>
    withCommunity(community, ({ commands }) => commands.purge(member, purgeMs)),
  answerRequest: ({ community, member, request, approved, reason }) =>
    withCommunity(community, ({ commands }) => commands.answerJoin(member, request, approved, reason)),
  revertActs: ({ community, members, since, reason }) =>
    withCommunity(community, ({ commands }) => commands.revertActs(members, since, reason)),
  undoRevert: ({ community, revert, reason }) =>
    withCommunity(community, ({ commands }) => commands.undoRevert(revert, reason)),
  leaveCommunity: ({ community }) => withCommunity(community, ({ commands }) => commands.leave()),
});

export const createPeopleQueries = ({
  withCommunity,
}: Access): Pick<QueryHandlers, keyof typeof peopleQueries> => ({
  person: ({ community, member }) => withCommunity(community, ({ queries }) => queries.person(member)),
  applicants: ({ community }) => withCommunity(community, ({ queries }) => ok(queries.applicants())),
  bans: ({ community }) => withCommunity(community, ({ queries }) => ok(queries.bans())),
  reverts: ({ community }) => withCommunity(community, ({ queries }) => ok(queries.reverts())),
  revertPreview: ({ community, members, since }) =>
    withCommunity(community, ({ queries }) => ok(queries.revertPreview(members, since))),
});
