/**
 * What changed in the own document on this device, into the own space: gathered over a few seconds and written as one
 * envelope. What a crash kept from being written is found at the next start by how far the document had been sent.
 */
import { bytesEqual } from '../../base/index.ts';
import { joinSelfUpdates } from '../../documents/index.ts';
import { isAdmitted } from '../../governance/index.ts';
import { type ChannelId, channelStream, limits } from '../../model/index.ts';
import { inBackground } from '../background.ts';
import { noChanges } from '../community/changes.ts';
import type { OpenCommunity } from '../community/open-community.ts';
import type { SelfCarrier } from '../self/self-state.ts';
import type { Intake } from './intake.ts';
import { updateToPieces } from './pieces.ts';

const sentSetting = 'own-space/sent';
const emptyVector = new Uint8Array([0]);

export type Outgoing = {
  /** Something may have become possible: this device is known now, say. */
  look(): void;
  /** Writes now all that the document holds and hasn't sent, told of or not. */
  flush(): Promise<void>;
  /** Nothing of other devices waits to be sent on from here. */
  merged(): void;
  /** All of the document, once more: this device's words were lost. */
  sendAll(): void;
  stop(): Promise<void>;
};

export type OutgoingDeps = {
  readonly home: Pick<OpenCommunity, 'core' | 'writer' | 'engine' | 'room'>;
  readonly channel: ChannelId;
  readonly carrier: SelfCarrier;
  readonly intake: Intake;
  /** Nothing is sent from here any more. */
  readonly isSilent: () => boolean;
};

export const createOutgoing = ({ home, channel, carrier, intake, isSilent }: OutgoingDeps): Outgoing => {
  const { core, writer, engine, room } = home;
  const { store, clock, committer, logger, governance } = core;
  const stream = channelStream(channel);
  let waiting: Uint8Array[] = [];
  let since = 0;
  let cancel: (() => void) | null = null;
  let writing: Promise<void> = Promise.resolve();

  const isIn = (): boolean => isAdmitted(governance.current(), core.self, core.device.device);

  const schedule = (): void => {
    cancel?.();
    const most = Math.max(0, since + limits.selfSendMostMs - clock.now());
    cancel = clock.schedule(Math.min(limits.selfSendMs, most), () => inBackground(logger, writeNext()));
  };

  const note = (update: Uint8Array): void => {
    if (waiting.length === 0) since = clock.now();
    waiting.push(update);
    schedule();
  };

  const write = async (): Promise<void> => {
    cancel?.();
    cancel = null;
    if (waiting.length === 0 || isSilent() || !isIn()) return;
    const updates = waiting;
    waiting = [];
    const vector = carrier.vector();
    const joined = joinSelfUpdates(updates);
    const changes = noChanges();
    const done = await committer.commit(() => {
      for (const update of joined.ok ? [joined.value] : updates)
        for (const piece of updateToPieces(update)) {
          if (!writer.write(stream, [piece], changes).ok) return false;
          intake.wrote(writer.log(), store.chain(stream, writer.log())?.length ?? 0);
        }
      store.saveSetting(sentSetting, vector);
      return true;
    });
    if (!done.ok || !done.value) {
      waiting = [...updates, ...waiting];
      cancel = clock.schedule(limits.storageRetryMs, () => inBackground(logger, writeNext()));
      return;
    }
    engine.appended(stream, writer.log());
    room.grown([{ stream, log: writer.log() }], writer.log());
  };

  const writeNext = (): Promise<void> => {
    writing = writing.then(write);
    return writing;
  };

  const sendSince = (vector: Uint8Array): void => {
    const update = carrier.since(vector);
    if (update.ok) note(update.value);
  };

  const sent = store.setting(sentSetting);
  if (!bytesEqual(sent ?? emptyVector, carrier.vector())) sendSince(sent ?? emptyVector);
  const end = carrier.onUpdate(note);

  return {
    look() {
      if (waiting.length > 0 && cancel === null && isIn()) schedule();
    },
    flush() {
      sendSince(store.setting(sentSetting) ?? emptyVector);
      return writeNext();
    },
    merged() {
      if (waiting.length > 0) return;
      const vector = carrier.vector();
      inBackground(
        logger,
        committer.commit(() => store.saveSetting(sentSetting, vector)),
      );
    },
    sendAll: () => sendSince(emptyVector),
    async stop() {
      end();
      await writeNext();
      cancel?.();
    },
  };
};
