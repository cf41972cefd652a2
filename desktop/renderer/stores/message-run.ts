/** A contiguous run of messages, and what becomes of it when others arrive or change. Pure. */
import type { MessageId, MessageView } from '@maru/sync-core';

type Run = { readonly messages: readonly MessageView[]; readonly hasOlder: boolean };

/** The run, longer by what of `page` comes after it. */
export const joinAfter = (
  known: readonly MessageView[],
  page: readonly MessageView[],
): readonly MessageView[] => {
  const last = known.at(-1);
  const added = last ? page.filter((message) => message.position > last.position) : page;
  return added.length === 0 ? known : [...known, ...added];
};

/**
 * Replaces what changed, takes out what isn't to be seen any more (asked for and not answered), and puts in what
 * arrived late: someone who was offline wrote it before what is shown at the end. What belongs beyond either end
 * is left to paging.
 */
export const mergeChanged = (
  { messages, hasOlder }: Run,
  asked: readonly MessageId[],
  fresh: readonly MessageView[],
  thread: MessageId | null,
): readonly MessageView[] => {
  const byId = new Map(fresh.map((message) => [message.id, message]));
  const known = new Set(messages.map(({ id }) => id));
  const gone = new Set(asked.filter((id) => known.has(id) && !byId.has(id)));
  const replaced =
    gone.size > 0 || fresh.some(({ id }) => known.has(id))
      ? messages.filter(({ id }) => !gone.has(id)).map((message) => byId.get(message.id) ?? message)
      : messages;
  const first = messages[0];
  const last = messages.at(-1);
  if (!first || !last) return replaced;
  const late = fresh.filter(
    ({ id, thread: within, position }) =>
      !known.has(id) &&
      within === thread &&
      position < last.position &&
      (!hasOlder || position > first.position),
  );
  if (late.length === 0) return replaced;
  return [...replaced, ...late].sort((a, b) => (a.position < b.position ? -1 : 1));
};
