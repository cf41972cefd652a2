/** The Worker that blurs: finds the person in each frame, draws the frame anew, sends it on. Fails as a whole. */
import type { BlurOrder } from './blur.ts';
import { createComposer } from './composer.ts';
import { createPersonFinder } from './person-finder.ts';

const blur = async ({ frames, drawn }: BlurOrder): Promise<void> => {
  const composer = createComposer(await createPersonFinder());
  postMessage('ready');
  await frames
    .pipeThrough(
      new TransformStream<VideoFrame, VideoFrame>({
        transform(frame, out) {
          try {
            out.enqueue(composer.draw(frame));
          } finally {
            frame.close();
          }
        },
      }),
    )
    .pipeTo(drawn);
};

addEventListener('message', ({ data }: MessageEvent<BlurOrder>) => {
  // Thrown where nobody catches it: the page's `error` event.
  void blur(data).catch((thrown: unknown) => reportError(thrown));
});
