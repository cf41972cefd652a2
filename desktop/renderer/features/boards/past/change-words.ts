/** What changed on a board, in words: for histories, differences and the slider. */
import { type BoardChange, type FieldChange, type MemberId, unreachable } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import { colourName } from '../../../text/colour-name.ts';
import { fullDate } from '../../../text/time.ts';
import { eventWords } from '../card/event-words.ts';
import { startOf } from '../days.ts';

export type ChangeWords = {
  /** Which field, or the whole sentence where there is nothing to hold beside. */
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
};

type Naming = {
  readonly t: TFunction;
  readonly language: string;
  readonly nameOf: (member: MemberId) => string;
};

const turn = (what: string, before: string | null, after: string | null): ChangeWords => ({
  what,
  before,
  after,
});
const only = (what: string): ChangeWords => ({ what, before: null, after: null });

/** One field of a card. */
export const fieldWords = (change: FieldChange, { t, language, nameOf }: Naming): ChangeWords => {
  const day = (value: string | null) => (value === null ? null : fullDate(language, startOf(value)));
  switch (change.field) {
    case 'title':
      return turn(t('boards.cardTitle'), change.before, change.after);
    case 'description':
      return turn(t('boards.description'), change.before, change.after);
    case 'done':
      return only(change.after ? t('boards.wasDone') : t('boards.wasUndone'));
    case 'due':
      return turn(t('boards.due'), day(change.before), day(change.after));
    case 'cover':
      return turn(
        t('boards.cover'),
        change.before && colourName(t, change.before),
        change.after && colourName(t, change.after),
      );
    case 'event': {
      const plan = (value: typeof change.before) =>
        value && [eventWords(language, value), value.place].filter((one) => one !== '').join(' · ');
      return turn(t('boards.plan'), plan(change.before), plan(change.after));
    }
    case 'archived':
      return only(change.after ? t('boards.wasArchived') : t('boards.wasRestored'));
    case 'column':
      return turn(t('boards.column'), change.before?.title ?? null, change.after?.title ?? null);
    case 'position':
      return only(t('boards.wasMoved'));
    case 'assignee': {
      const name = nameOf(change.member);
      return only(change.on ? t('boards.wasAssigned', { name }) : t('boards.wasUnassigned', { name }));
    }
    case 'label':
      return only(
        change.on
          ? t('boards.wasLabelled', { name: change.name })
          : t('boards.wasUnlabelled', { name: change.name }),
      );
    case 'item': {
      const item = (value: typeof change.before) => value && `${value.done ? '☑' : '☐'} ${value.text}`;
      return turn(t('boards.checklistItem'), item(change.before), item(change.after));
    }
    default:
      return unreachable(change);
  }
};

/** A change of the board, as a heading; the fields of a changed card come after it. */
export const boardChangeWords = (t: TFunction, change: BoardChange): string => {
  switch (change.kind) {
    case 'cardAdded':
      return t('boards.changeCardAdded', { title: change.card.title, column: change.column?.title ?? '' });
    case 'cardChanged':
      return change.title;
    case 'columnAdded':
      return t('boards.changeColumnAdded', { name: change.column.title });
    case 'columnRemoved':
      return t('boards.changeColumnRemoved', { name: change.column.title });
    case 'columnMoved':
      return t('boards.changeColumnMoved', { name: change.column.title });
    case 'columnRenamed':
      return t('boards.changeColumnRenamed', { before: change.before, after: change.after });
    case 'labelAdded':
      return t('boards.changeLabelAdded', { name: change.label.name });
    case 'labelRemoved':
      return t('boards.changeLabelRemoved', { name: change.label.name });
    case 'labelChanged':
      return t('boards.changeLabelChanged', { before: change.before.name, after: change.after.name });
    default:
      return unreachable(change);
  }
};
