/**
 * What a notice becomes: the host says that a message calls for attention; here is decided whether it is shown
 * by the system and with which words. Nothing for what one is looking at, nothing when not wanted, and no text
 * of a message where the person keeps that off other people's sight.
 */
import type { ChannelId, CommunityId, MessageId, MessageView, SettingsView } from '@maru/sync-core';
import type { Events } from '../../../contract/index.ts';
import { plainLine } from '../../text/mentions.ts';

/** What is before the person's eyes; null channel where a page covers it. */
export type Looking = {
  readonly focused: boolean;
  readonly community: CommunityId | null;
  readonly channel: ChannelId | null;
  /** The thread open beside the channel. */
  readonly thread: MessageId | null;
};

/** Systems show two or three lines. */
const bodyLetters = 200;

const isSeen = (notice: Events['noticed'], looking: Looking): boolean =>
  looking.focused &&
  looking.community === notice.community &&
  (notice.thread === null ? looking.channel === notice.channel : looking.thread === notice.thread);

/** By letters as people see them, so that none is cut in two. */
const cut = (text: string): string => {
  const letters = [...new Intl.Segmenter().segment(text)];
  const end = letters[bodyLetters];
  return end === undefined ? text : `${text.slice(0, end.index)}…`;
};

/** `view`: the message, with the names of those it mentions; null when it can't be read any more. */
export const notificationOf = (
  notice: Events['noticed'],
  view: MessageView | null,
  looking: Looking,
  settings: Pick<SettingsView, 'notifications' | 'notificationText'>,
  withoutText: Record<Events['noticed']['reason'], string>,
): { readonly title: string; readonly body: string } | null => {
  if (!settings.notifications || isSeen(notice, looking) || view === null || view.deleted) return null;
  const body = settings.notificationText ? cut(plainLine(view.text, view.mentions).trim()) : '';
  return { title: notice.title, body: body === '' ? withoutText[notice.reason] : body };
};
