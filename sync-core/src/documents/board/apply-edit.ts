/**
 * What each edit writes into the document: values of one thing, a new thing, or splices of one text. Everything
 * is checked first: a refused edit has written nothing.
 */
import { unreachable } from '../../base/index.ts';
import type { BoardEdit } from './board-edit.ts';
import * as cards from './edit-cards.ts';
import * as columns from './edit-columns.ts';
import * as items from './edit-items.ts';
import type { EditDesk, EditOutcome } from './edit-parts.ts';

export const applyEdit = (desk: EditDesk, edit: BoardEdit): EditOutcome => {
  switch (edit.type) {
    case 'addColumn':
      return columns.addColumn(desk, edit);
    case 'renameColumn':
      return columns.renameColumn(desk, edit);
    case 'moveColumn':
      return columns.moveColumn(desk, edit);
    case 'removeColumn':
      return columns.removeColumn(desk, edit);
    case 'addLabel':
      return columns.addLabel(desk, edit);
    case 'editLabel':
      return columns.editLabel(desk, edit);
    case 'removeLabel':
      return columns.removeLabel(desk, edit);
    case 'addCard':
      return cards.addCard(desk, edit);
    case 'moveCard':
      return cards.moveCard(desk, edit);
    case 'setTitle':
      return cards.setTitle(desk, edit);
    case 'editDescription':
      return cards.editDescription(desk, edit);
    case 'setDone':
      return cards.setDone(desk, edit);
    case 'setDue':
      return cards.setDue(desk, edit);
    case 'assign':
      return cards.assign(desk, edit);
    case 'labelCard':
      return cards.labelCard(desk, edit);
    case 'setCover':
      return cards.setCover(desk, edit);
    case 'setEvent':
      return cards.setEvent(desk, edit);
    case 'archiveCard':
      return cards.archiveCard(desk, edit);
    case 'restoreCard':
      return cards.restoreCard(desk, edit);
    case 'addItem':
      return items.addItem(desk, edit);
    case 'setItemText':
      return items.setItemText(desk, edit);
    case 'setItemDone':
      return items.setItemDone(desk, edit);
    case 'moveItem':
      return items.moveItem(desk, edit);
    case 'removeItem':
      return items.removeItem(desk, edit);
    default:
      return unreachable(edit);
  }
};
