/** What is done to categories and channels from a menu or a page: at once, told in a toast, and undone from there. */
import type { CategoryId, ChannelId, CommunityId } from '@maru/sync-core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandInputs, CommandName } from '../../../contract/index.ts';
import type { Move } from '../../stores/place-moves.ts';
import { useServices } from '../../stores/services.ts';
import { errorWords } from '../../text/errors.ts';

type Named<Id> = { readonly id: Id; readonly name: string };

export type PlaceActions = {
  deleteChannel(channel: Named<ChannelId>): Promise<boolean>;
  restoreChannel(channel: Named<ChannelId>): Promise<boolean>;
  archiveChannel(channel: Named<ChannelId>, archived: boolean): Promise<boolean>;
  deleteCategory(category: Named<CategoryId>): Promise<boolean>;
  restoreCategory(category: Named<CategoryId>): Promise<boolean>;
  archiveCategory(category: Named<CategoryId>, archived: boolean): Promise<boolean>;
  followCategory(channel: ChannelId): Promise<boolean>;
  move(move: Move): Promise<boolean>;
};

export const usePlaceActions = (community: CommunityId): PlaceActions => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  return useMemo(() => {
    const run = async <K extends CommandName>(name: K, input: CommandInputs[K]): Promise<boolean> => {
      const done = await bridge.command(name, input);
      if (!done.ok) toasts.show(errorWords(t, done.error), { tone: 'problem' });
      return done.ok;
    };
    const tell = (text: string, undo?: () => Promise<boolean>) =>
      toasts.show(text, {
        action: undo ? { label: t('common.undo'), run: () => void undo() } : null,
      });

    const restoreChannel: PlaceActions['restoreChannel'] = async ({ id: channel, name }) => {
      const done = await run('restoreChannel', { community, channel });
      if (done) tell(t('structure.restored', { name }));
      return done;
    };
    const restoreCategory: PlaceActions['restoreCategory'] = async ({ id: category, name }) => {
      const done = await run('restoreCategory', { community, category });
      if (done) tell(t('structure.restored', { name }));
      return done;
    };
    const archiveChannel: PlaceActions['archiveChannel'] = async (channel, archived) => {
      const { id, name } = channel;
      const done = await run('editChannel', { community, channel: id, archived });
      if (done)
        tell(archived ? t('structure.archived', { name }) : t('structure.unarchived', { name }), () =>
          run('editChannel', { community, channel: id, archived: !archived }),
        );
      return done;
    };
    const archiveCategory: PlaceActions['archiveCategory'] = async ({ id: category, name }, archived) => {
      const done = await run('editCategory', { community, category, archived });
      if (done)
        tell(archived ? t('structure.archived', { name }) : t('structure.unarchived', { name }), () =>
          run('editCategory', { community, category, archived: !archived }),
        );
      return done;
    };
    return {
      restoreChannel,
      restoreCategory,
      archiveChannel,
      archiveCategory,
      async deleteChannel(channel) {
        const done = await run('deleteChannel', { community, channel: channel.id });
        if (done) tell(t('structure.channelDeleted', { name: channel.name }), () => restoreChannel(channel));
        return done;
      },
      async deleteCategory(category) {
        const done = await run('deleteCategory', { community, category: category.id });
        if (done)
          tell(t('structure.categoryDeleted', { name: category.name }), () => restoreCategory(category));
        return done;
      },
      async followCategory(channel) {
        const done = await run('followCategory', { community, channel });
        if (done) tell(t('structure.followed'));
        return done;
      },
      move: (move) =>
        move.kind === 'channel'
          ? run('moveChannel', {
              community,
              channel: move.channel,
              category: move.category,
              before: move.before,
            })
          : run('moveCategory', { community, category: move.category, before: move.before }),
    };
  }, [bridge, toasts, t, community]);
};
