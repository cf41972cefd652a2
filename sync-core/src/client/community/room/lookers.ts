/** Who looks at which note or board. One a device: who looks at another has left this one. */
import {
  type DeviceId,
  type DocumentStream,
  documentToKey,
  limits,
  type MemberId,
} from '../../../model/index.ts';
import type { Clock } from '../../../ports/index.ts';
import { createFading } from './fading.ts';

type Look = { readonly document: DocumentStream; readonly member: MemberId };

export type Lookers = {
  /** True where that is news. */
  heard(from: DeviceId, look: Look, on: boolean): boolean;
  left(from: DeviceId): void;
  now(document: DocumentStream): readonly MemberId[];
  stop(): void;
};

export const createLookers = (clock: Clock, onLookers: (document: DocumentStream) => void): Lookers => {
  const lookers = createFading<DeviceId, Look>({
    clock,
    lifeMs: 2 * limits.presenceMs,
    faded: (gone) => {
      for (const [, { document }] of gone) onLookers(document);
    },
  });
  const left = (from: DeviceId): void => {
    const before = lookers.get(from);
    if (before && lookers.forget(from)) onLookers(before.document);
  };
  return {
    heard(from, look, on) {
      const before = lookers.get(from);
      const known = before !== undefined && documentToKey(before.document) === documentToKey(look.document);
      if (!on) {
        if (known) left(from);
        return false;
      }
      if (!known) left(from);
      lookers.say(from, look);
      if (!known) onLookers(look.document);
      return !known;
    },
    left,
    now(document) {
      const key = documentToKey(document);
      const members = [...lookers.entries()].filter(([, look]) => documentToKey(look.document) === key);
      return [...new Set(members.map(([, { member }]) => member))];
    },
    stop: lookers.stop,
  };
};
