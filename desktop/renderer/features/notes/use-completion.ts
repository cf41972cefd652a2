/** What the lists at the caret offer: blocks, people and roles of the community, messages that say something. */
import type { CommunityId } from '@maru/sync-core';
import { MessageSquareText } from 'lucide-react';
import { useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useMembers } from '../../stores/hooks.ts';
import { useServices } from '../../stores/services.ts';
import { plainLine } from '../../text/mentions.ts';
import { mentionSuggestions } from '../composer/suggestions.ts';
import { blockCommands, findBlocks } from './editor/block-commands.ts';
import {
  type Choice,
  type CompletionKind,
  type CompletionOptions,
  createCompletionStore,
} from './editor/completion.ts';

const shownMessages = 8;

export const useCompletion = (community: CommunityId): CompletionOptions => {
  const { bridge } = useServices();
  const { t } = useTranslation();
  const members = useMembers();
  const known = useRef({ members, t });
  known.current = { members, t };
  return useMemo(() => {
    const blocks = (query: string): readonly Choice[] =>
      findBlocks(blockCommands(known.current.t), query).map(({ id, label, icon, keys, run }) => ({
        id,
        label,
        icon,
        keys,
        run,
      }));
    // Calling on everyone is for messages: a page has no moment to do it at.
    const people = (query: string): readonly Choice[] =>
      mentionSuggestions(known.current.members, query, false).flatMap((found): readonly Choice[] => {
        if (found.kind !== 'mention') return [];
        const { target, colour } = found;
        return target.kind === 'member'
          ? [
              {
                id: target.member,
                label: target.name,
                person: { name: target.name, colour },
                insert: { type: 'mention', attrs: { kind: 'member', id: target.member } },
              },
            ]
          : [
              {
                id: target.role,
                label: `@${target.name}`,
                note: known.current.t('composer.role'),
                insert: { type: 'mention', attrs: { kind: 'role', id: target.role } },
              },
            ];
      });
    const messages = async (query: string): Promise<readonly Choice[]> => {
      const text = query.trim();
      if (text === '') return [];
      const found = await bridge.query('search', {
        community,
        text,
        channel: null,
        before: null,
        limit: shownMessages,
      });
      if (!found.ok) return [];
      return found.value.hits.map(({ message, channelName }) => ({
        id: message.id,
        label: plainLine(message.text, message.mentions),
        note: `${message.author.name} · #${channelName}`,
        icon: MessageSquareText,
        insert: {
          type: 'messageLink',
          attrs: { channel: message.channel, thread: message.thread, message: message.id },
        },
      }));
    };
    const choices = async (kind: CompletionKind, query: string): Promise<readonly Choice[]> => {
      switch (kind) {
        case 'blocks':
          return blocks(query);
        case 'people':
          return people(query);
        case 'messages':
          return messages(query);
      }
    };
    return { store: createCompletionStore(), choices };
  }, [bridge, community]);
};
