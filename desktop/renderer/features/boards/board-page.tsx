/** The page of a board: of a channel, or of a thread in it. */
import type { ChannelView, CommunityId, MessageId } from '@maru/sync-core';
import { LayoutDashboard, Lock } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useStore } from 'zustand';
import { Button } from '../../components/button.tsx';
import { EmptyState } from '../../components/empty-state.tsx';
import { Icon } from '../../components/icons.tsx';
import { useServices } from '../../stores/services.ts';
import { BoardBar, type BoardShape, boardShapes } from './board-bar.tsx';
import { type Board, BoardProvider, useBoard } from './board-context.ts';
import styles from './boards.module.css';
import { BoardCalendar } from './calendar/board-calendar.tsx';
import { Columns } from './columns/columns.tsx';
import { BranchBanner } from './past/branches.tsx';
import { PastBar } from './past/past-bar.tsx';
import { BoardTable } from './table/board-table.tsx';
import { useBoardPlace, useBoardValue } from './use-board-value.tsx';

/** As what this device last showed this board. */
const useShape = (key: string): [BoardShape, (shape: BoardShape) => void] => {
  const { environment } = useServices();
  const kept = environment.recall(key);
  const [shape, setShape] = useState<BoardShape>(boardShapes.find((one) => one === kept) ?? 'columns');
  return [
    shape,
    (next) => {
      environment.remember(key, next);
      setShape(next);
    },
  ];
};

/** A board that says nothing yet: what it is for, and the first step. */
const FirstStep = () => {
  const { locked, edit } = useBoard();
  const { t } = useTranslation();
  const begin = async () => {
    for (const title of [t('boards.firstTodo'), t('boards.firstDoing'), t('boards.firstDone')])
      if (!(await edit({ type: 'addColumn', title, before: null }))) return;
  };
  return (
    <EmptyState
      art={<Icon of={LayoutDashboard} size={26} />}
      title={t('boards.emptyTitle')}
      action={
        locked === null && (
          <Button tone="accent" onClick={() => void begin()}>
            {t('boards.emptyGo')}
          </Button>
        )
      }
    >
      {locked ?? t('boards.emptyHint')}
    </EmptyState>
  );
};

const BoardBody = ({ board, name }: { board: Board; name: string }) => {
  const { t } = useTranslation();
  const { channel, thread } = board.place;
  const [shape, setShape] = useShape(`board-view/${channel}/${thread ?? ''}`);
  const [past, setPast] = useState(false);
  const { at, branch } = useStore(board.store.store);
  const empty = board.view.columns.length === 0 && at === null && branch === null;
  const leavePast = () => {
    void board.store.lookAt(null);
    setPast(false);
  };
  return (
    <BoardProvider value={board}>
      <BoardBar
        name={name}
        shape={shape}
        past={past}
        onShape={setShape}
        onPast={() => (past ? leavePast() : setPast(true))}
      />
      <BranchBanner />
      {board.locked !== null && at === null && (
        <p className={styles.locked} role="status">
          <Icon of={Lock} size={15} />
          {board.locked}
        </p>
      )}
      {(board.page.incomplete || board.view.cut) && (
        <p className={styles.locked} role="status">
          {board.view.cut ? t('boards.cut') : t('boards.incomplete')}
        </p>
      )}
      <div className={styles.body} data-past={at !== null || undefined}>
        {empty && shape === 'columns' ? (
          <FirstStep />
        ) : shape === 'columns' ? (
          <Columns />
        ) : shape === 'table' ? (
          <BoardTable />
        ) : (
          <BoardCalendar />
        )}
      </div>
      {past && <PastBar onClose={() => setPast(false)} />}
    </BoardProvider>
  );
};

export const BoardPage = ({
  community,
  channel,
  thread = null,
  name = channel.name,
}: {
  community: CommunityId;
  channel: ChannelView;
  thread?: MessageId | null;
  /** For what is saved as a file. */
  name?: string;
}) => {
  const { t } = useTranslation();
  const place = useBoardPlace(community, channel.id, thread);
  const { board, error, said } = useBoardValue(channel, place);
  return (
    <section className={styles.page} aria-label={t('boards.boardLabel', { name })}>
      {board && <BoardBody key={`${channel.id}/${thread ?? ''}`} board={board} name={name} />}
      {!board && error && (
        <EmptyState title={t('boards.cannotRead')}>{t('boards.cannotReadHint')}</EmptyState>
      )}
      <div className="visually-hidden" role="status">
        {said}
      </div>
    </section>
  );
};
