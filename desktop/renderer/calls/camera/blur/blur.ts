/**
 * A camera's picture with everything but the person blurred. Frames go through a Worker of their own and come back
 * as a track; nothing leaves this machine. Needs the browser's streams of frames, which Chromium (and so Electron)
 * has: see `canBlur`.
 */

export type Blurred = { readonly picture: MediaStreamTrack; stop(): void };

/** Resolves once a person can be found in frames; throws when that can't be had. `onEnd`: it stopped by itself. */
export type BlurBackground = (camera: MediaStreamTrack, onEnd: () => void) => Promise<Blurred>;

/** What Chromium has and TypeScript does not know yet. */
declare global {
  class MediaStreamTrackProcessor {
    constructor(of: { readonly track: MediaStreamTrack; readonly maxBufferSize?: number });
    readonly readable: ReadableStream<VideoFrame>;
  }
  class MediaStreamTrackGenerator extends MediaStreamTrack {
    constructor(of: { readonly kind: 'video' });
    readonly writable: WritableStream<VideoFrame>;
  }
}

/** To the Worker: the frames, and where they go. */
export type BlurOrder = {
  readonly frames: ReadableStream<VideoFrame>;
  readonly drawn: WritableStream<VideoFrame>;
};

/** Whether this browser can blur a background at all. */
export const canBlur = (): boolean =>
  'MediaStreamTrackProcessor' in globalThis &&
  'MediaStreamTrackGenerator' in globalThis &&
  'OffscreenCanvas' in globalThis;

export const blurBackground: BlurBackground = async (camera, onEnd) => {
  if (!canBlur()) throw new DOMException('no streams of frames', 'NotSupportedError');
  const worker = new Worker(new URL('./blur-worker.ts', import.meta.url), { type: 'module', name: 'blur' });
  // One frame waits at most: who is late drops what is old.
  const { readable } = new MediaStreamTrackProcessor({ track: camera, maxBufferSize: 1 });
  const picture = new MediaStreamTrackGenerator({ kind: 'video' });
  let isWanted = true;
  const stop = (): void => {
    isWanted = false;
    worker.terminate();
    picture.stop();
  };
  const order: BlurOrder = { frames: readable, drawn: picture.writable };
  try {
    await new Promise<void>((resolve, reject) => {
      worker.addEventListener('message', () => resolve(), { once: true });
      worker.addEventListener('error', () => reject(new DOMException('no blur', 'NotReadableError')));
      worker.postMessage(order, [order.frames, order.drawn]);
    });
  } catch (thrown) {
    stop();
    throw thrown;
  }
  worker.addEventListener('error', () => {
    // A Worker whose stream was taken away still says so.
    if (!isWanted) return;
    stop();
    onEnd();
  });
  return { picture, stop };
};
