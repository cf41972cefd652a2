/** The list of completions for the caret's word. Emoji names are fetched from the bundle when first needed. */
import { useEffect, useState } from 'react';
import { useMembers, usePermissions } from '../../stores/hooks.ts';
import type { EmojiName } from '../../text/emoji-data.ts';
import {
  emojiSuggestions,
  mentionSuggestions,
  type Suggestion,
  type Trigger,
  triggerAt,
} from './suggestions.ts';

export const useSuggestions = (text: string, caret: number) => {
  const members = useMembers();
  const permissions = usePermissions();
  const [names, setNames] = useState<readonly EmojiName[]>([]);
  const [active, setActive] = useState(0);
  const [dismissed, setDismissed] = useState<number | null>(null);
  const trigger: Trigger | null = triggerAt(text, caret);
  const wantsEmoji = trigger?.kind === 'emoji';

  useEffect(() => {
    if (wantsEmoji && names.length === 0)
      void import('../../text/emoji-data.ts').then(({ emojiNames }) => setNames(emojiNames()));
  }, [wantsEmoji, names.length]);

  const query = trigger ? `${trigger.kind}${trigger.query}` : '';
  // biome-ignore lint/correctness/useExhaustiveDependencies: another word starts at its first suggestion.
  useEffect(() => setActive(0), [query]);

  const mayEveryone = permissions.includes('mentionEveryone') || permissions.includes('administrator');
  const items: readonly Suggestion[] =
    !trigger || dismissed === trigger.from
      ? []
      : trigger.kind === 'emoji'
        ? emojiSuggestions(names, trigger.query)
        : mentionSuggestions(members, trigger.query, mayEveryone);

  return {
    trigger,
    items,
    active: Math.min(active, Math.max(0, items.length - 1)),
    move: (step: number) => setActive((at) => (at + step + items.length) % Math.max(1, items.length)),
    dismiss: () => setDismissed(trigger?.from ?? null),
  };
};
