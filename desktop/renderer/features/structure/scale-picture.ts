/**
 * A picture that a person chose, as a small square: cut to its middle and scaled down here, so that nothing of the
 * original (its size, what a camera wrote into it) leaves the machine.
 */
import { err, limits, ok, type Result } from '@maru/sync-core';

export type PictureProblem = 'unreadable' | 'too-big';

/** A photograph of a good camera; more is a mistake, and would hold the page up. */
const mostBytes = 30 * 1024 * 1024;
/** From the best down, until it fits. */
const qualities = [0.9, 0.75, 0.6, 0.45, 0.3, 0.15];

const toBlob = (canvas: HTMLCanvasElement, type: string, quality: number): Promise<Blob | null> =>
  new Promise((resolve) => canvas.toBlob(resolve, type, quality));

const encode = async (canvas: HTMLCanvasElement): Promise<Uint8Array | null> => {
  for (const quality of qualities) {
    const webp = await toBlob(canvas, 'image/webp', quality);
    // A browser that can't write WebP answers with PNG, which knows no quality.
    const blob = webp?.type === 'image/webp' ? webp : await toBlob(canvas, 'image/jpeg', quality);
    if (blob && blob.size <= limits.pictureBytes) return new Uint8Array(await blob.arrayBuffer());
  }
  return null;
};

export const scalePicture = async (file: Blob): Promise<Result<Uint8Array, PictureProblem>> => {
  if (file.size > mostBytes) return err('too-big');
  const bitmap = await createImageBitmap(file).catch(() => null);
  if (bitmap === null) return err('unreadable');
  const side = Math.min(bitmap.width, bitmap.height);
  const canvas = document.createElement('canvas');
  canvas.width = limits.pictureSide;
  canvas.height = limits.pictureSide;
  const context = canvas.getContext('2d');
  context?.drawImage(
    bitmap,
    (bitmap.width - side) / 2,
    (bitmap.height - side) / 2,
    side,
    side,
    0,
    0,
    limits.pictureSide,
    limits.pictureSide,
  );
  bitmap.close();
  const bytes = context ? await encode(canvas) : null;
  return bytes ? ok(bytes) : err('unreadable');
};
