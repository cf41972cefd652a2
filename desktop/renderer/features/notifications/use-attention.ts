/** Levels and mutes of a community as the host tells them, and what can be done about them. */
import type { Attention, AttentionSubject, CommunityAttentionView, CommunityId } from '@maru/sync-core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import type { CommandInputs, CommandName } from '../../../contract/index.ts';
import { useServices } from '../../stores/services.ts';
import { useQuery } from '../../stores/use-query.ts';
import { errorWords } from '../../text/errors.ts';

/** Null until the first answer. */
export const useAttention = (community: CommunityId): CommunityAttentionView | null =>
  useQuery('attention', { community }, ['attentionChanged', 'governanceChanged']).value;

/** What holds at a place; null for one that isn't there any more. */
export const attentionAt = (view: CommunityAttentionView, subject: AttentionSubject): Attention | null => {
  switch (subject.type) {
    case 'community':
      return view.community;
    case 'category':
      return view.categories.find(({ category }) => category === subject.category) ?? null;
    case 'channel':
      return view.channels.find(({ channel }) => channel === subject.channel) ?? null;
    case 'thread': {
      const known = view.threads.find(({ thread }) => thread === subject.thread);
      if (known) return known;
      const channel = view.channels.find(({ channel: id }) => id === subject.channel);
      if (!channel) return null;
      const { level, own, inherited, mutedUntil, mutedBy } = channel;
      return {
        own: null,
        level,
        inherited: { level, from: own === null ? inherited.from : 'channel' },
        mutedUntil: null,
        mutedBy: mutedUntil === null ? mutedBy : 'channel',
      };
    }
  }
};

/** Each resolves to whether it was done; a refusal is said in a toast. */
export const useAttentionActs = () => {
  const { bridge, toasts } = useServices();
  const { t } = useTranslation();
  return useMemo(() => {
    const run =
      <K extends CommandName>(name: K) =>
      async (input: CommandInputs[K]): Promise<boolean> => {
        const done = await bridge.command(name, input);
        if (!done.ok) toasts.show(errorWords(t, done.error), { tone: 'problem' });
        return done.ok;
      };
    return {
      setLevel: run('setNotificationLevel'),
      mute: run('mute'),
      unmute: run('unmute'),
      suppress: run('suppressMentions'),
      setQuiet: run('setQuiet'),
    };
  }, [bridge, toasts, t]);
};
