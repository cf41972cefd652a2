/** The entries of a message's full menu. */
import type { MessageView } from '@maru/sync-core';
import type { TFunction } from 'i18next';
import {
  Copy,
  CornerDownLeft,
  Flag,
  Link,
  MessageSquareText,
  Pencil,
  Reply,
  SmilePlus,
  Trash2,
} from 'lucide-react';
import type { MenuEntry } from '../../components/menu.tsx';
import type { MessageActions } from './message-actions.ts';

export const messageEntries = (
  t: TFunction,
  message: MessageView,
  actions: MessageActions,
  run: { reply: () => void; edit: () => void; react: () => void; markUnread: () => void },
): readonly MenuEntry[] => {
  const entries: MenuEntry[] = [];
  if (actions.canReact(message))
    entries.push({ label: t('action.react'), icon: SmilePlus, keys: '+', run: run.react });
  if (actions.canReply(message))
    entries.push({ label: t('action.reply'), icon: Reply, keys: 'R', run: run.reply });
  if (actions.canThread(message))
    entries.push({
      label: message.threadInfo ? t('action.openThread') : t('action.thread'),
      icon: MessageSquareText,
      keys: 'T',
      run: () => actions.openThread(message),
    });
  if (actions.canEdit(message))
    entries.push({ label: t('action.edit'), icon: Pencil, keys: 'E', run: run.edit });
  if (entries.length > 0) entries.push('separator');
  if (!message.deleted)
    entries.push(
      { label: t('action.copyText'), icon: Copy, run: () => actions.copy(message) },
      { label: t('notes.copyMessageLink'), icon: Link, run: () => actions.copyLink(message) },
    );
  entries.push({ label: t('action.markUnread'), icon: CornerDownLeft, run: run.markUnread });
  if (actions.canReport(message))
    entries.push('separator', {
      label: t('moderation.report'),
      icon: Flag,
      run: () => actions.report(message),
    });
  if (actions.canDelete(message))
    entries.push('separator', {
      label: t('action.delete'),
      icon: Trash2,
      keys: 'Del',
      tone: 'danger',
      run: () => actions.remove(message),
    });
  return entries;
};
