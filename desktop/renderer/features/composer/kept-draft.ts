/**
 * What a page that goes away can't save any more: its host ends with it, often before it has committed.
 * So what is handed to the host is also kept in the page's own storage, which is written at once, until
 * the host has answered; a later page hands it over again. One for the channel, one for the thread.
 */
import { z } from 'zod';
import { type CommandInputs, commandSchemas, type HostBridge } from '../../../contract/index.ts';
import type { Environment } from '../../stores/environment.ts';
import type { Place } from '../../stores/timeline-store.ts';

type Draft = CommandInputs['saveDraft'];
type Storage = Pick<Environment, 'recall' | 'remember'>;

const keptDraft = commandSchemas.saveDraft.extend({
  /** The box was emptied, by sending or by hand: of no use once the message is there. */
  perhapsSent: z.boolean(),
});
type KeptDraft = z.infer<typeof keptDraft>;

/** As many of the newest messages are looked through for one that was sent as the page went away. */
const lookBack = 20;

const keyOf = ({ thread }: Pick<Place, 'thread'>) => (thread === null ? 'draft' : 'thread-draft');

const recall = (storage: Storage, place: Place): KeptDraft | null => {
  const stored = storage.recall(keyOf(place));
  if (!stored) return null;
  try {
    const parsed = keptDraft.safeParse(JSON.parse(stored));
    const here =
      parsed.success &&
      parsed.data.community === place.community &&
      parsed.data.channel === place.channel &&
      parsed.data.thread === place.thread;
    return here ? parsed.data : null;
  } catch {
    // Not ours, or cut off: there is nothing to hand over.
    return null;
  }
};

export const keepDraft = (storage: Storage, draft: KeptDraft): void =>
  storage.remember(keyOf(draft), JSON.stringify(draft));

export const forgetDraft = (storage: Storage, place: Place): void => storage.remember(keyOf(place), '');

const wasSent = async (bridge: HostBridge, { community, channel, thread, text }: Draft): Promise<boolean> => {
  const anchor = { kind: 'newest' } as const;
  const page = await bridge.query('timeline', { community, channel, thread, anchor, limit: lookBack });
  return page.ok && page.value.messages.some((message) => message.mine && message.text === text);
};

/** Hands to the host what an earlier page of this place kept. */
export const handOverDraft = async (bridge: HostBridge, storage: Storage, place: Place): Promise<void> => {
  const kept = recall(storage, place);
  if (!kept) return;
  const { perhapsSent, ...draft } = kept;
  if (perhapsSent && (await wasSent(bridge, draft))) return forgetDraft(storage, place);
  const saved = await bridge.command('saveDraft', draft);
  if (saved.ok) forgetDraft(storage, place);
};
