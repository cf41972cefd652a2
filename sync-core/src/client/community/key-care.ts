/**
 * Looks after the keys of every audience that this person is in [T13]: opens the next epoch where none is fit
 * to write with (someone left, a channel became private, someone lost sight of it), and seals a channel's
 * keys to those who gained sight of it, to all when it is shown to all. Any holder does, whoever comes first;
 * nobody has to be online for safety, as writing makes sure of its key by itself.
 */
import {
  type Audience,
  audienceDevices,
  bestEpoch,
  type Community,
  can,
  isAdmitted,
  isPrivate,
  sealingsDue,
} from '../../governance/index.ts';
import { governanceStream } from '../../model/index.ts';
import { inBackground } from '../background.ts';
import { type Changes, noChanges } from './changes.ts';
import type { CommunityCore } from './core.ts';
import type { Inbound } from './inbound.ts';
import { careDelayMs } from './key-requests.ts';
import { sealingsToOps } from './rotation.ts';
import type { Writer } from './writer.ts';

export type KeyCare = {
  /** Governance changed or keys came: something may be due. */
  look(): void;
  /** Does what is due, inside a commit. */
  tend(changes: Changes): void;
  stop(): void;
};

export type KeyCareDeps = {
  readonly core: CommunityCore;
  readonly writer: Writer;
  readonly inbound: Inbound;
  readonly publish: (changes: Changes) => void;
};

export const createKeyCare = ({ core, writer, inbound, publish }: KeyCareDeps): KeyCare => {
  const { governance, keys, self, device, clock, committer, logger } = core;
  let cancel: (() => void) | null = null;
  let stopped = false;

  /** Of this person: everyone's, private channels', and those of channels that were private once. */
  const ownAudiences = (state: Community): readonly Audience[] => {
    const keyed = new Set(state.epochs.map(({ channel }) => channel));
    const channels = [...state.channels.keys()].filter(
      (channel) =>
        (isPrivate(state, channel) || keyed.has(channel)) && can(state, self, 'viewChannel', { channel }),
    );
    return [null, ...channels];
  };

  const lacksKey = (state: Community, audience: Audience): boolean =>
    (audience === null || isPrivate(state, audience)) && bestEpoch(state, audience) === null;

  const due = (state: Community, audience: Audience) =>
    audience === null ? [] : sealingsDue(state, audience, (epoch) => keys.of(epoch) !== null);

  const isDue = (state: Community): boolean =>
    isAdmitted(state, self, device.device) &&
    ownAudiences(state).some((audience) => lacksKey(state, audience) || due(state, audience).length > 0);

  const tend = (changes: Changes): void => {
    if (!isAdmitted(governance.current(), self, device.device)) return;
    for (const audience of ownAudiences(governance.current())) {
      if (lacksKey(governance.current(), audience)) writer.rotate(audience, changes);
      const state = governance.current();
      for (const op of sealingsToOps(core, state, due(state, audience)))
        writer.write(governanceStream, [op], changes);
    }
    inbound.settle(changes);
  };

  return {
    tend,
    look() {
      const state = governance.current();
      if (cancel !== null || stopped || !isDue(state)) return;
      cancel = clock.schedule(careDelayMs(core, audienceDevices(state, null).length), () => {
        cancel = null;
        if (stopped || !isDue(governance.current())) return;
        const changes = noChanges();
        const tended = committer.commit(() => tend(changes)).then((done) => done.ok && publish(changes));
        inBackground(logger, tended);
      });
    },
    stop() {
      stopped = true;
      cancel?.();
    },
  };
};
