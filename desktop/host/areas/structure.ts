/** Handlers: the community itself, its categories and channels. */
import { err, ok } from '@maru/sync-core';
import type { structureCommands, structureQueries } from '../../contract/index.ts';
import type { Access } from '../opened.ts';
import type { CommandHandlers, QueryHandlers } from '../rpc/host-service.ts';

export const createStructureCommands = ({
  withCommunity,
}: Access): Pick<CommandHandlers, keyof typeof structureCommands> => ({
  editCommunity: ({ community, ...change }) =>
    withCommunity(community, ({ commands }) => commands.editCommunity(change)),
  acceptRules: ({ community, rules }) =>
    withCommunity(community, ({ commands }) => commands.acceptRules(rules)),
  transferOwnership: ({ community, to }) =>
    withCommunity(community, ({ commands }) => commands.transferOwnership(to)),
  setSuccession: ({ community, policy }) =>
    withCommunity(community, ({ commands }) => commands.setSuccession(policy)),
  voteForSuccessor: ({ community, successor }) =>
    withCommunity(community, ({ commands }) => commands.voteForSuccessor(successor)),
  editChannel: ({ community, channel, ...change }) =>
    withCommunity(community, ({ commands }) => commands.editChannel(channel, change)),
  moveChannel: ({ community, channel, category, before }) =>
    withCommunity(community, ({ commands }) => commands.moveChannel(channel, category, before)),
  followCategory: ({ community, channel }) =>
    withCommunity(community, ({ commands }) => commands.followCategory(channel)),
  deleteChannel: ({ community, channel }) =>
    withCommunity(community, ({ commands }) => commands.deleteChannel(channel)),
  restoreChannel: ({ community, channel }) =>
    withCommunity(community, ({ commands }) => commands.restoreChannel(channel)),
  editCategory: ({ community, category, ...change }) =>
    withCommunity(community, ({ commands }) => commands.editCategory(category, change)),
  moveCategory: ({ community, category, before }) =>
    withCommunity(community, ({ commands }) => commands.moveCategory(category, before)),
  deleteCategory: ({ community, category }) =>
    withCommunity(community, ({ commands }) => commands.deleteCategory(category)),
  restoreCategory: ({ community, category }) =>
    withCommunity(community, ({ commands }) => commands.restoreCategory(category)),
});

export const createStructureQueries = ({
  withCommunity,
}: Access): Pick<QueryHandlers, keyof typeof structureQueries> => ({
  communityOverview: ({ community }) => withCommunity(community, ({ queries }) => ok(queries.overview())),
  communityPicture: ({ community }) =>
    withCommunity(community, ({ queries }) => ok({ picture: queries.picture() })),
  owedRules: ({ community }) => withCommunity(community, ({ queries }) => ok({ rules: queries.owedRules() })),
  channelSettings: ({ community, channel }) =>
    withCommunity(community, ({ queries }) => {
      const settings = queries.channelSettings(channel);
      return settings === null ? err({ kind: 'not-found' }) : ok(settings);
    }),
  deletedPlaces: ({ community }) => withCommunity(community, ({ queries }) => ok(queries.deletedPlaces())),
});
