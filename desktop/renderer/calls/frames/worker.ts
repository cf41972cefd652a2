/**
 * The Worker of a call that seals its frames. Keys come from the page and stay here; frames pass, each track of each
 * connection by a transform of its own. A track that opens again asks for a whole picture.
 */
import type { KeysOrder, TransformOptions } from './orders.ts';
import { createSealer, type Sealer } from './sealer.ts';

declare const self: DedicatedWorkerGlobalScope;

type Frame = RTCEncodedAudioFrame | RTCEncodedVideoFrame;
type Pass = (frame: Frame) => Promise<ArrayBuffer | null>;

const sealer = createSealer(() => performance.now());

const sealing =
  (with_: Sealer, track: number): Pass =>
  async (frame) => {
    const kind = frame.getMetadata().mimeType ?? '';
    return (await with_.seal(track, kind, new Uint8Array(frame.data)))?.buffer ?? null;
  };

const opening = (open: ReturnType<Sealer['createOpener']>, again: () => void): Pass => {
  let isOpen = true;
  return async (frame) => {
    const opened = await open(new Uint8Array(frame.data));
    if (opened !== null && !isOpen) again();
    isOpen = opened !== null;
    return opened?.buffer ?? null;
  };
};

self.addEventListener('message', ({ data }: MessageEvent<KeysOrder>) => sealer.setKeys(data.keys));

self.addEventListener('rtctransform', ({ transformer }) => {
  const options: TransformOptions = transformer.options;
  // Sound has no pictures to ask for.
  const askForPicture = (): void => void transformer.sendKeyFrameRequest().catch(() => undefined);
  const pass =
    options.way === 'out'
      ? sealing(sealer, options.track)
      : opening(sealer.createOpener(options.device, options.track), askForPicture);
  const through = new TransformStream<Frame, Frame>({
    async transform(frame, controller) {
      const data = await pass(frame);
      if (data === null) return;
      frame.data = data;
      controller.enqueue(frame);
    },
  });
  // The connection's end is the stream's.
  transformer.readable
    .pipeThrough(through)
    .pipeTo(transformer.writable)
    .catch(() => undefined);
});
