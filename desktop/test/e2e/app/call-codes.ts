/**
 * A camera whose picture says who shows it and which frame it is, to be read at the other end whatever a codec did
 * to it: 32 large cells, black or white, the second half the first's inverse.
 */
import type { Page } from '@playwright/test';
import { z } from 'zod';

export type CodedCamera = { readonly sender: number; readonly framesPerSecond: number };

/** Before the page loads: its camera is coded. The microphone stays as it is. */
export const giveCodedCamera = ({ sender, framesPerSecond }: CodedCamera): void => {
  const picture = (): MediaStreamTrack => {
    const canvas = document.createElement('canvas');
    canvas.width = 160;
    canvas.height = 80;
    const draw = canvas.getContext('2d');
    let frame = 0;
    const paint = () => {
      frame = (frame + 1) % 4_096;
      const word = (sender << 12) | frame;
      for (let cell = 0; cell < 32; cell++) {
        const bit = (word >> (cell % 16)) & 1;
        if (draw) draw.fillStyle = (cell < 16 ? bit : 1 - bit) === 1 ? '#fff' : '#000';
        draw?.fillRect((cell % 8) * 20, Math.floor(cell / 8) * 20, 20, 20);
      }
    };
    paint();
    setInterval(paint, 1_000 / framesPerSecond);
    const [track] = canvas.captureStream(framesPerSecond).getVideoTracks();
    if (!track) throw new Error('no picture');
    return track;
  };
  const before = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
  navigator.mediaDevices.getUserMedia = async (wanted) =>
    wanted?.video ? new MediaStream([picture()]) : before(wanted);
};

const code = z.object({ sender: z.number(), frame: z.number() });

/** What the picture of this name says now; null while it can't be read. */
export const readCode = async (page: Page, name: string): Promise<z.infer<typeof code> | null> =>
  code.nullable().parse(
    await page.getByLabel(name, { exact: true }).evaluate((video) => {
      if (!(video instanceof HTMLVideoElement) || video.videoWidth === 0) return null;
      const canvas = document.createElement('canvas');
      canvas.width = 80;
      canvas.height = 40;
      const draw = canvas.getContext('2d', { willReadFrequently: true });
      draw?.drawImage(video, 0, 0, 80, 40);
      const bits = Array.from({ length: 32 }, (_, cell) => {
        const at = draw?.getImageData((cell % 8) * 10 + 5, Math.floor(cell / 8) * 10 + 5, 1, 1).data;
        return (at?.[1] ?? 0) > 127 ? 1 : 0;
      });
      const word = bits.slice(0, 16).reduce<number>((sum, bit, at) => sum | (bit << at), 0);
      const isSound = bits.slice(16).every((bit, at) => bit !== bits[at]);
      return isSound ? { sender: word >> 12, frame: word & 4_095 } : null;
    }),
  );
