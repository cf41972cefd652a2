/** Words to single devices in the live room: sealed to each, and opened only when they are for this one [T13]. */
import { openAside, sealAside } from '../../../crypto/index.ts';
import { type DeviceId, limits } from '../../../model/index.ts';
import { type Aside, asideToBytes, bytesToAside } from '../../../protocol/index.ts';
import type { CommunityCore } from '../core.ts';
import type { SealedAside } from '../live-room.ts';

export type Word = { readonly to: DeviceId; readonly message: Aside };
export type Asides = {
  say(words: readonly Word[]): void;
  /** Null: for somebody else. */
  open(from: DeviceId, sealed: SealedAside): Aside | null;
};

export const createAsides = (core: CommunityCore, send: (sealed: SealedAside) => void): Asides => {
  const { suite, community, device, governance } = core;
  return {
    say(words) {
      const { devices } = governance.current();
      const boxes = words.slice(0, limits.asideBoxes).flatMap(({ to, message }) => {
        const recipient = devices.get(to)?.agreementKey;
        const context = { community, from: device.device };
        const box = recipient && sealAside(suite, context, asideToBytes(message), recipient);
        return box ? [box] : [];
      });
      if (boxes.length > 0) send({ type: 'aside', boxes });
    },
    open(from, { boxes }) {
      for (const box of boxes) {
        const content = openAside(suite, { community, from }, box, device.agreement);
        const message = content && bytesToAside(content);
        if (message?.ok) return message.value;
      }
      return null;
    },
  };
};
