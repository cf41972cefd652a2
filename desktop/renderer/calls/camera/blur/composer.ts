/** A frame drawn anew: the person as they are, everything else blurred. */

/** How much of each pixel is the person, 0 to 1, row by row. */
export type Mask = Float32Array;

export type PersonFinder = {
  /** What `find` looks at is this large. */
  readonly width: number;
  readonly height: number;
  /** `timestampMs` grows from frame to frame. */
  find(picture: OffscreenCanvas, timestampMs: number): Mask;
};

/** Blurred at a sixth of the size: cheap, and nothing readable is left of the room. */
const shrink = 6;
const blurPixels = 4;
/** Less sure than the first is background, surer than the second the person; between them the edge is soft. */
const edge = { from: 0.3, to: 0.7 } as const;
/** How much of the mask before stays: edges don't flicker, and a moving hand drags no shadow. */
const inertia = 0.4;

const canvas = (width: number, height: number) => {
  const of = new OffscreenCanvas(width, height);
  const draw = of.getContext('2d', { willReadFrequently: false });
  if (!draw) throw new Error('no canvas');
  return { of, draw };
};

export type Composer = { draw(frame: VideoFrame): VideoFrame };

export const createComposer = (finder: PersonFinder): Composer => {
  const { width, height } = finder;
  const seen = canvas(width, height);
  const mask = canvas(width, height);
  const pixels = new ImageData(width, height);
  const before = new Float32Array(width * height);
  const room = canvas(1, 1);
  const whole = canvas(1, 1);

  const findPerson = (frame: VideoFrame): void => {
    seen.draw.drawImage(frame, 0, 0, width, height);
    const found = finder.find(seen.of, frame.timestamp / 1_000);
    for (let at = 0; at < before.length; at++) {
      const sure = (before[at] ?? 0) * inertia + (found[at] ?? 0) * (1 - inertia);
      before[at] = sure;
      pixels.data[at * 4 + 3] = (255 * (sure - edge.from)) / (edge.to - edge.from);
    }
    mask.draw.putImageData(pixels, 0, 0);
  };

  const fit = (frame: VideoFrame): void => {
    const [w, h] = [frame.displayWidth, frame.displayHeight];
    if (whole.of.width === w && whole.of.height === h) return;
    Object.assign(whole.of, { width: w, height: h });
    Object.assign(room.of, { width: Math.ceil(w / shrink), height: Math.ceil(h / shrink) });
  };

  const blurRoom = (frame: VideoFrame): void => {
    const [w, h] = [room.of.width, room.of.height];
    room.draw.filter = `blur(${blurPixels}px)`;
    // Past its edges, which would fade into nothing otherwise.
    const over = blurPixels * 2;
    room.draw.drawImage(frame, -over, -over, w + 2 * over, h + 2 * over);
  };

  return {
    draw(frame) {
      findPerson(frame);
      fit(frame);
      blurRoom(frame);
      const [w, h] = [whole.of.width, whole.of.height];
      whole.draw.globalCompositeOperation = 'copy';
      whole.draw.drawImage(mask.of, 0, 0, w, h);
      whole.draw.globalCompositeOperation = 'source-in';
      whole.draw.drawImage(frame, 0, 0, w, h);
      whole.draw.globalCompositeOperation = 'destination-over';
      whole.draw.drawImage(room.of, 0, 0, w, h);
      return new VideoFrame(whole.of, { timestamp: frame.timestamp, alpha: 'discard' });
    },
  };
};
