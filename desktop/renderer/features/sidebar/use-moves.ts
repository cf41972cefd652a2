/** Moves in the sidebar: done, told to those who hear rather than see, and the focus kept on what moved. */
import type { CategoryId, ChannelId, SidebarView } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { useCallback, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  type Direction,
  isIdle,
  type Move,
  placeAfter,
  stepCategory,
  stepChannel,
} from '../../stores/place-moves.ts';
import { usePlaceActions } from '../structure/place-actions.ts';

export const rowId = (id: string): string => `place-${id}`;

const wordsOf = (t: TFunction, order: SidebarView, move: Move): string => {
  const { position, count } = placeAfter(order, move);
  if (move.kind === 'category') {
    const name = order.categories.find(({ id }) => id === move.category)?.name ?? '';
    return t('structure.categoryMoved', { name, position, total: count });
  }
  const name = order.channels.find(({ id }) => id === move.channel)?.name ?? '';
  const category = order.categories.find(({ id }) => id === move.category)?.name;
  return category === undefined
    ? t('structure.channelMovedOut', { name, position, total: count })
    : t('structure.channelMoved', { name, category, position, total: count });
};

export const useMoves = (sidebar: SidebarView) => {
  const { t } = useTranslation();
  const actions = usePlaceActions(sidebar.community.id);
  // Rows keep their handlers while the sidebar is read again with every message.
  const latest = useRef(sidebar);
  latest.current = sidebar;
  const [said, setSaid] = useState('');
  /** A row that went to another list is a new one: whoever moved it by keys goes with it. */
  const follow = useRef<string | null>(null);

  // biome-ignore lint/correctness/useExhaustiveDependencies: once the rows stand where they went.
  useEffect(() => {
    if (follow.current === null) return;
    document.getElementById(rowId(follow.current))?.focus();
    follow.current = null;
  }, [sidebar.channels, sidebar.categories]);

  const run = useCallback(
    async (move: Move | null, focus: boolean) => {
      const order = latest.current;
      if (move === null) return setSaid(t('structure.atEnd'));
      if (isIdle(order, move)) return;
      const spoken = wordsOf(t, order, move);
      if (focus) follow.current = move.kind === 'channel' ? move.channel : move.category;
      if (await actions.move(move)) setSaid(spoken);
      else follow.current = null;
    },
    [actions, t],
  );
  const stepChannelBy = useCallback(
    (id: ChannelId, direction: Direction, focus = false) =>
      void run(stepChannel(latest.current, id, direction), focus),
    [run],
  );
  const stepCategoryBy = useCallback(
    (id: CategoryId, direction: Direction, focus = false) =>
      void run(stepCategory(latest.current, id, direction), focus),
    [run],
  );
  return { run, stepChannelBy, stepCategoryBy, said };
};
