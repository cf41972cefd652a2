/**
 * Sealed frames of one call, for the page: whether frames are sealed, which worker does it, and that it has the keys
 * of the moment. Both ends of a connection say beforehand that they seal, so that a connection either carries
 * nothing but sealed frames or none (decision 0022).
 */
import type { CommunityId, DeviceId } from '@maru/sync-core';
import type { HostBridge } from '../../../contract/index.ts';
import { createRefresher } from '../../stores/refresher.ts';
import type { CallSettingsStore } from '../call-settings.ts';
import type { KeysOrder, TransformOptions } from './orders.ts';

export type CallFrames = {
  /** Whether this page seals for whoever does too. */
  isOn(): boolean;
  /** Before anything of it has been agreed: whatever this connection carries is sealed and opened. */
  attach(device: DeviceId, connection: RTCPeerConnection): void;
  close(): void;
};

export type CallFramesDeps = {
  readonly bridge: HostBridge;
  readonly community: CommunityId;
  readonly settings: CallSettingsStore;
};

export const canSealFrames = (): boolean => 'RTCRtpScriptTransform' in globalThis;

/** Tells the others, by the host, whether this page seals; before it joins. */
export const tellSealing = ({ bridge, community, settings }: CallFramesDeps): Promise<unknown> =>
  bridge.command('sealCalls', { community, on: canSealFrames() && settings.store.getState().sealFrames });

/** Codecs whose frames arrive when sealed, and what repairs their packets. */
const sealable = /^video\/(?:vp8|vp9|rtx|red|ulpfec|flexfec-03)$/i;

const keepToSealable = (connection: RTCPeerConnection): void => {
  const known = RTCRtpReceiver.getCapabilities('video')?.codecs ?? [];
  const codecs = known.filter(({ mimeType }) => sealable.test(mimeType));
  if (codecs.length === 0) return;
  for (const transceiver of connection.getTransceivers())
    if (transceiver.receiver.track.kind === 'video') transceiver.setCodecPreferences(codecs);
};

/** Sound before pictures, as both ends added them: a track's place is the same at both. */
const inOrder = (connection: RTCPeerConnection): readonly RTCRtpTransceiver[] =>
  ['audio', 'video'].flatMap((kind) =>
    connection.getTransceivers().filter(({ receiver }) => receiver.track.kind === kind),
  );

export const createCallFrames = (deps: CallFramesDeps): CallFrames => {
  const { bridge, community, settings } = deps;
  let worker: Worker | null = null;
  let closed = false;

  const bringKeys = createRefresher(async () => {
    const answer = await bridge.query('callKeys', { community });
    if (!answer.ok || closed) return;
    const order: KeysOrder = { keys: answer.value };
    worker?.postMessage(order);
  });

  const start = (): Worker => {
    worker = new Worker(new URL('./worker.ts', import.meta.url), { type: 'module', name: 'frames' });
    void bringKeys();
    return worker;
  };

  let was = settings.store.getState().sealFrames;
  const ends = [
    bridge.listen('callKeysChanged', (changed) => {
      if (changed.community === community && worker) void bringKeys();
    }),
    settings.store.subscribe(({ sealFrames }) => {
      if (sealFrames === was) return;
      was = sealFrames;
      void tellSealing(deps);
    }),
  ];

  return {
    isOn: () => canSealFrames() && settings.store.getState().sealFrames,
    attach(device, connection) {
      const with_ = worker ?? start();
      keepToSealable(connection);
      for (const [track, { sender, receiver }] of inOrder(connection).entries()) {
        const out: TransformOptions = { way: 'out', track };
        const into: TransformOptions = { way: 'in', track, device };
        sender.transform = new RTCRtpScriptTransform(with_, out);
        // Now: a transform that is set once the track is heard of gets no frames.
        receiver.transform = new RTCRtpScriptTransform(with_, into);
      }
    },
    close() {
      closed = true;
      for (const end of ends) end();
      worker?.terminate();
    },
  };
};
