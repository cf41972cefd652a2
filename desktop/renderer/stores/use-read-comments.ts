/**
 * Comments on the page of a note's or a board's channel are messages of that channel, which has no other list of them:
 * whoever is shown them has read them. Of a thread they stand in its list, which sees to it itself.
 */
import type { CommentView } from '@maru/sync-core';
import { useEffect } from 'react';
import { useServices } from './services.ts';
import type { Place } from './timeline-store.ts';

/** `comments`: all of the place, so that nothing read before becomes unread again. */
export const useReadComments = (
  { community, channel, thread }: Place,
  comments: readonly CommentView[],
): void => {
  const { bridge } = useServices();
  const newest = comments.reduce<CommentView['message']['position'] | null>(
    (latest, { message }) => (latest === null || message.position > latest ? message.position : latest),
    null,
  );
  useEffect(() => {
    if (newest === null || thread !== null) return;
    const read = (): void => {
      if (document.hasFocus())
        void bridge.command('markRead', { community, channel, thread, position: newest });
    };
    read();
    window.addEventListener('focus', read);
    return () => window.removeEventListener('focus', read);
  }, [bridge, community, channel, thread, newest]);
};
