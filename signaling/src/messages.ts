/** What a PeerJS client may say. Everything else ends its socket. */
import { z } from 'zod';
import { isPeerId } from './tickets.ts';

const peerId = z.string().refine(isPeerId);
const toPeer = z.object({
  type: z.enum(['OFFER', 'ANSWER', 'CANDIDATE']),
  dst: peerId,
  payload: z.record(z.string(), z.unknown()),
});
const message = z.discriminatedUnion('type', [
  toPeer,
  z.object({ type: z.literal('LEAVE'), dst: peerId.optional() }),
  z.object({ type: z.literal('HEARTBEAT') }),
]);

export type PeerMessage = z.output<typeof message>;

/** `null` for anything that isn't a valid message. What isn't named above (`src` too) is dropped. */
export const parseMessage = (text: string): PeerMessage | null => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  const parsed = message.safeParse(value);
  return parsed.success ? parsed.data : null;
};
