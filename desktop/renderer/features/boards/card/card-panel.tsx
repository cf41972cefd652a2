/** A card beside its board (the whole page on a phone): all it says, what is said of it, and what happened to it. */
import type { BoardCard, CardId, ChannelView, CommunityId, MessageId } from '@maru/sync-core';
import { Archive, ArchiveRestore, ArrowRightLeft, Link2, Lock, MoreHorizontal } from 'lucide-react';
import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../../components/button.tsx';
import { EmptyState } from '../../../components/empty-state.tsx';
import { Icon } from '../../../components/icons.tsx';
import { ButtonMenu } from '../../../components/menu.tsx';
import { PanelFrame } from '../../community/panel-frame.tsx';
import { type Board, BoardProvider, useBoard } from '../board-context.ts';
import { findCard } from '../columns/arrange.ts';
import { Swatches } from '../swatches.tsx';
import { useBoardPlace, useBoardValue } from '../use-board-value.tsx';
import { Assignees } from './assignees.tsx';
import styles from './card.module.css';
import { CardHistory } from './card-history.tsx';
import { Checklist } from './checklist.tsx';
import { Comments } from './comments.tsx';
import { Description } from './description.tsx';
import { DueField } from './due-field.tsx';
import { EventPlan } from './event-plan.tsx';
import { Labels } from './labels.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { TitleField } from './title-field.tsx';

const Row = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className={styles.fact}>
    <span className={styles.factName}>{label}</span>
    {children}
  </div>
);

const Part = ({ title, children }: { title: string; children: ReactNode }) => {
  const id = useId();
  return (
    <section className={styles.part} aria-labelledby={id}>
      <h3 id={id}>{title}</h3>
      {children}
    </section>
  );
};

const CardBody = ({ card, onMove }: { card: BoardCard; onMove: () => void }) => {
  const { view, locked, edit } = useBoard();
  const { t } = useTranslation();
  const [past, setPast] = useState(false);
  const column = view.columns.find(({ id }) => id === card.column);
  return (
    <div className={styles.scroll}>
      {card.cover && <div className={styles.cover} style={{ background: `var(--solid-${card.cover})` }} />}
      {locked !== null && (
        <p className={styles.locked}>
          <Icon of={Lock} size={15} />
          {locked}
        </p>
      )}
      <TitleField card={card} />
      <label className={styles.done}>
        <input
          type="checkbox"
          checked={card.done}
          disabled={locked !== null}
          onChange={(event) => void edit({ type: 'setDone', card: card.id, done: event.target.checked })}
        />
        {t('boards.done')}
      </label>
      <div className={styles.facts}>
        <Row label={t('boards.column')}>
          <div className={styles.values}>
            <span>{card.archived ? t('boards.inArchive') : column?.title}</span>
            {locked === null && !card.archived && (
              <button type="button" className={styles.addValue} onClick={onMove}>
                <Icon of={ArrowRightLeft} size={15} />
                {t('boards.moveTo')}
              </button>
            )}
          </div>
        </Row>
        <Row label={t('boards.assignees')}>
          <Assignees card={card} />
        </Row>
        <Row label={t('boards.labels')}>
          <Labels card={card} />
        </Row>
        <Row label={t('boards.due')}>
          <DueField card={card} />
        </Row>
        {locked === null && (
          <Row label={t('boards.cover')}>
            <Swatches
              label={t('boards.cover')}
              value={card.cover}
              none={t('boards.noCover')}
              onChange={(cover) => void edit({ type: 'setCover', card: card.id, cover })}
            />
          </Row>
        )}
      </div>
      <Part title={t('boards.description')}>
        <Description key={card.id} card={card} />
      </Part>
      <Part title={t('boards.plan')}>
        <EventPlan card={card} />
      </Part>
      <Part title={t('boards.checklist')}>
        <Checklist card={card} />
      </Part>
      <Part title={t('boards.comments')}>
        <Comments card={card} />
      </Part>
      <section className={styles.part}>
        <button type="button" className={styles.fold} aria-expanded={past} onClick={() => setPast(!past)}>
          {t('boards.cardHistory')}
        </button>
        {past && <CardHistory card={card} />}
      </section>
    </div>
  );
};

const CardFrame = ({ board, id }: { board: Board; id: CardId }) => {
  const { t } = useTranslation();
  const [moving, setMoving] = useState(false);
  const { view, locked, edit, archive, copyLink } = board;
  const card = findCard(view.columns, id) ?? view.archived.find((one) => one.id === id);
  if (!card)
    return (
      <PanelFrame title={t('boards.card')}>
        <EmptyState title={t('boards.cardGone')}>{t('boards.cardGoneHint')}</EmptyState>
      </PanelFrame>
    );
  return (
    <PanelFrame
      title={t('boards.card')}
      wide
      tools={
        <>
          <IconButton
            icon={Link2}
            size={17}
            side="bottom"
            label={t('boards.copyLink')}
            onClick={() => copyLink(card.id)}
          />
          <ButtonMenu
            align="end"
            trigger={
              <IconButton
                icon={MoreHorizontal}
                size={17}
                tip={false}
                label={t('boards.cardMenu', { title: card.title })}
              />
            }
            entries={
              card.archived
                ? [
                    {
                      label: t('boards.restore'),
                      icon: ArchiveRestore,
                      reason: locked,
                      run: () => void edit({ type: 'restoreCard', card: card.id }),
                    },
                  ]
                : [
                    {
                      label: t('boards.moveTo'),
                      icon: ArrowRightLeft,
                      reason: locked,
                      run: () => setMoving(true),
                    },
                    { label: t('boards.archive'), icon: Archive, reason: locked, run: () => archive(card) },
                  ]
            }
          />
        </>
      }
    >
      <BoardProvider value={board}>
        <CardBody card={card} onMove={() => setMoving(true)} />
        {moving && <MoveDialog card={card} onClose={() => setMoving(false)} />}
      </BoardProvider>
    </PanelFrame>
  );
};

export const CardPanel = ({
  community,
  channel,
  thread,
  card,
}: {
  community: CommunityId;
  channel: ChannelView;
  thread: MessageId | null;
  card: CardId;
}) => {
  const { t } = useTranslation();
  const place = useBoardPlace(community, channel.id, thread);
  const { board, error, said } = useBoardValue(channel, place);
  return (
    <>
      {board ? (
        <CardFrame board={board} id={card} />
      ) : (
        <PanelFrame title={t('boards.card')}>
          {error && <EmptyState title={t('boards.cannotRead')}>{t('boards.cannotReadHint')}</EmptyState>}
        </PanelFrame>
      )}
      <div className="visually-hidden" role="status">
        {said}
      </div>
    </>
  );
};
