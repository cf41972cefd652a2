/** What can be done with a message, said once for the hover bar, the menu and the keyboard. */
import type { ChannelView, MessageId, MessageView, Permission } from '@maru/sync-core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { usePermissions, useRoleEye } from '../../stores/hooks.ts';
import { useOpenLink } from '../../stores/open-link.ts';
import { useServices } from '../../stores/services.ts';
import type { Place } from '../../stores/timeline-store.ts';
import { errorWords } from '../../text/errors.ts';
import { plainText } from '../../text/mentions.ts';
import { messageLink } from '../../text/message-links.ts';

export type MessageActions = {
  canReact(message: MessageView): boolean;
  canReply(message: MessageView): boolean;
  canThread(message: MessageView): boolean;
  canEdit(message: MessageView): boolean;
  canDelete(message: MessageView): boolean;
  canReport(message: MessageView): boolean;
  react(message: MessageView, emoji: string, on: boolean): void;
  openThread(message: MessageView): void;
  remove(message: MessageView): void;
  copy(message: MessageView): void;
  copyLink(message: MessageView): void;
  report(message: MessageView): void;
  jump(message: MessageId): void;
  openLink(url: string): void;
  /** Who wrote it. */
  openAuthor(message: MessageView, anchor: HTMLElement): void;
};

export const useMessageActions = (place: Place, channel: ChannelView): MessageActions => {
  const { bridge, toasts, deletions, navigation, environment, people } = useServices();
  const { t } = useTranslation();
  const openLink = useOpenLink();
  const permissions = usePermissions();
  // Through another's eyes nothing is one's own.
  const asOneself = useRoleEye() === null;
  const may = (name: Permission) => permissions.includes(name) || permissions.includes('administrator');
  const mayReact = may('addReactions');
  const mayThread = may('createPublicThreads');
  const mayManage = may('manageMessages');
  const canSend = (place.thread === null ? channel.sendRefusal : channel.threadRefusal) === null && asOneself;
  // Only what decides is listed: rows must not be drawn again for a permission that has nothing to do with them.
  return useMemo(() => {
    const shown = (message: MessageView) => !message.deleted && message.system === null;
    return {
      canReact: (message) => shown(message) && mayReact,
      canReply: (message) => shown(message) && canSend,
      canThread: (message) =>
        shown(message) && place.thread === null && (message.threadInfo !== null || mayThread),
      canEdit: (message) => shown(message) && message.mine && asOneself,
      canDelete: (message) => shown(message) && ((message.mine && asOneself) || mayManage),
      canReport: (message) =>
        shown(message) && !message.mine && asOneself && message.author.kind === 'member',
      report: (message) => navigation.openDialog({ kind: 'report', message }),
      react: async (message, emoji, on) => {
        const done = await bridge.command('react', {
          community: place.community,
          message: message.id,
          emoji,
          on,
        });
        if (!done.ok) toasts.show(errorWords(t, done.error), { tone: 'problem' });
      },
      openThread: (message) =>
        navigation.openPanel({ kind: 'thread', channel: place.channel, message: message.id }),
      remove: (message) => {
        deletions.remove(place.community, message.id, (error) =>
          toasts.show(errorWords(t, error), { tone: 'problem' }),
        );
        toasts.show(t('action.deleted'), {
          action: { label: t('common.undo'), run: () => deletions.undo(message.id) },
        });
      },
      copy: async (message) => {
        await navigator.clipboard.writeText(plainText(message.text, message.mentions));
        toasts.show(t('common.copied'));
      },
      copyLink: async ({ id }) => {
        await navigator.clipboard.writeText(messageLink(environment.baseUrl, { ...place, message: id }));
        toasts.show(t('common.copied'));
      },
      jump: (message) => navigation.jumpTo(place.community, place.channel, place.thread, message),
      openLink,
      openAuthor: ({ author }, anchor) => {
        if (author.kind === 'member')
          people.openCard({ community: place.community, member: author.member, anchor });
      },
    };
  }, [
    bridge,
    toasts,
    deletions,
    navigation,
    environment,
    openLink,
    people,
    t,
    mayReact,
    mayThread,
    mayManage,
    asOneself,
    canSend,
    place,
  ]);
};
