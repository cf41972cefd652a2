/** What a card shows of itself on the board; all of it has words, nothing is only a colour. */

import type { BoardCard, BoardLabel, BoardPerson, BoardView } from '@maru/sync-core';
import {
  AlignLeft,
  CalendarCheck,
  CalendarClock,
  CheckSquare,
  CircleCheck,
  MessageSquareText,
} from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Avatar } from '../../../components/avatar.tsx';
import { Icon } from '../../../components/icons.tsx';
import { useNow, useTimeWords } from '../../../text/use-time.ts';
import { useBoard } from '../board-context.ts';
import { dueWords } from '../card/due-words.ts';
import styles from './columns.module.css';

/** Faces beside one another; more are a number. */
const facesShown = 3;

export const LabelChip = ({ label }: { label: BoardLabel }) => (
  <span className={styles.label} style={{ '--label': `var(--name-${label.colour})` }}>
    <i aria-hidden="true" />
    {label.name}
  </span>
);

export const Faces = ({ people, size = 22 }: { people: readonly BoardPerson[]; size?: number }) => {
  const { t } = useTranslation();
  if (people.length === 0) return null;
  const more = people.length - facesShown;
  return (
    <span className={styles.faces} title={people.map(({ name }) => name).join(', ')}>
      <span className="visually-hidden">
        {t('boards.assignedTo', { names: people.map(({ name }) => name).join(', ') })}
      </span>
      {people.slice(0, more === 1 ? facesShown + 1 : facesShown).map(({ member, name, colour }) => (
        <Avatar key={member} name={name} colour={colour} size={size} />
      ))}
      {more > 1 && <span aria-hidden="true">+{more}</span>}
    </span>
  );
};

export const DueMark = ({ due, done }: { due: string; done: boolean }) => {
  const { t, i18n } = useTranslation();
  const words = dueWords(t, i18n.language, due, useNow(), done);
  return (
    <span className={styles.mark} data-tone={words.tone}>
      <Icon of={CalendarClock} size={14} />
      {words.text}
    </span>
  );
};

export const labelsOf = ({ labels }: BoardView, card: BoardCard): readonly BoardLabel[] =>
  card.labels.flatMap((id) => labels.find((label) => label.id === id) ?? []);

const isTicked = ({ checklist }: BoardCard): boolean => checklist.every(({ done }) => done);

const EventMark = ({ card }: { card: BoardCard }) => {
  const { t } = useTranslation();
  const { answersOf } = useBoard();
  const words = useTimeWords(useNow());
  if (!card.event) return null;
  const coming = answersOf(card.id).answers.filter(({ answer }) => answer === 'yes').length;
  return (
    <span className={styles.mark}>
      <Icon of={CalendarCheck} size={14} />
      {words.until(card.event.starts)}
      {coming > 0 && ` · ${t('boards.coming', { count: coming })}`}
    </span>
  );
};

export const CardFace = ({ card }: { card: BoardCard }) => {
  const { t } = useTranslation();
  const { view, personOf, commentsOf } = useBoard();
  const labels = labelsOf(view, card);
  const comments = commentsOf(card.id);
  const done = card.checklist.filter((item) => item.done).length;
  return (
    <>
      {card.cover && <span className={styles.cover} style={{ background: `var(--solid-${card.cover})` }} />}
      {labels.length > 0 && (
        <span className={styles.labels}>
          <span className="visually-hidden">{t('boards.labels')}: </span>
          {labels.map((label) => (
            <LabelChip key={label.id} label={label} />
          ))}
        </span>
      )}
      <span className={styles.title} data-done={card.done || undefined}>
        {card.done && (
          <>
            <Icon of={CircleCheck} size={15} />
            <span className="visually-hidden">{t('boards.done')}: </span>
          </>
        )}
        <span data-title>{card.title}</span>
      </span>
      <span className={styles.marks}>
        {card.due && <DueMark due={card.due} done={card.done} />}
        <EventMark card={card} />
        {card.description !== '' && (
          <span className={styles.mark} title={t('boards.hasDescription')}>
            <Icon of={AlignLeft} size={14} />
            <span className="visually-hidden">{t('boards.hasDescription')}</span>
          </span>
        )}
        {card.checklist.length > 0 && (
          <span className={styles.mark} data-tone={isTicked(card) ? 'done' : 'plain'}>
            <Icon of={CheckSquare} size={14} />
            <span aria-hidden="true">
              {done}/{card.checklist.length}
            </span>
            <span className="visually-hidden">
              {t('boards.checklistProgress', { done, count: card.checklist.length })}
            </span>
          </span>
        )}
        {comments > 0 && (
          <span className={styles.mark}>
            <Icon of={MessageSquareText} size={14} />
            <span aria-hidden="true">{comments}</span>
            <span className="visually-hidden">{t('boards.commentCount', { count: comments })}</span>
          </span>
        )}
        <Faces people={card.assignees.map(personOf)} />
      </span>
    </>
  );
};
