/** What mentions and links to messages in a note are called now, from the community on screen. */
import { isChannelId, isMessageId, type MembersView, type SidebarView } from '@maru/sync-core';
import { useEffect, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembers, useSidebar } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import type { CaretPerson } from './editor/carets.ts';
import type { MessageReference, ReferenceWords } from './editor/references.ts';

export type NoteWords = ReferenceWords & { readonly person: (member: string) => CaretPerson | null };

type Known = { readonly members: MembersView | null; readonly sidebar: SidebarView | null };

const mentionOf = ({ members }: Known, kind: 'member' | 'role', id: string) => {
  if (kind === 'member') {
    const found = members?.members.find(({ member }) => member === id);
    return { text: `@${found?.name ?? id.slice(0, 6)}`, me: found?.me ?? false };
  }
  const role = members?.roles.find((one) => one.id === id);
  const me = members?.members.find((one) => one.me);
  return {
    text: `@${role?.name ?? id.slice(0, 6)}`,
    me: role !== undefined && (me?.roles.includes(role.id) ?? false),
  };
};

/** One object for as long as the page is there: an editor holds it. */
export const useReferenceWords = (): NoteWords => {
  const { navigation } = useServices();
  const { t } = useTranslation();
  const members = useMembers();
  const sidebar = useSidebar();
  const known = useRef<Known>({ members, sidebar });
  const gone = useRef('');
  const watchers = useRef(new Set<() => void>());
  known.current = { members, sidebar };
  gone.current = t('notes.messageGone');

  // biome-ignore lint/correctness/useExhaustiveDependencies: names may be others with each of these.
  useEffect(() => {
    for (const changed of watchers.current) changed();
  }, [members, sidebar, t]);

  return useMemo<NoteWords>(
    () => ({
      mention: (kind, id) => mentionOf(known.current, kind, id),
      person: (id) => {
        const found = known.current.members?.members.find(({ member }) => member === id);
        return found ? { name: found.name, colour: found.colour } : null;
      },
      message: ({ channel }) => {
        const found = known.current.sidebar?.channels.find(({ id }) => id === channel);
        return found ? `#${found.name}` : gone.current;
      },
      watch: (changed) => {
        watchers.current.add(changed);
        return () => watchers.current.delete(changed);
      },
      open: ({ channel, thread, message }: MessageReference) => {
        const community = known.current.sidebar?.community.id;
        const seen = known.current.sidebar?.channels.some(({ id }) => id === channel);
        if (!community || !seen || !isChannelId(channel) || !isMessageId(message)) return;
        navigation.jumpTo(community, channel, isMessageId(thread) ? thread : null, message);
      },
    }),
    [navigation],
  );
};
