/**
 * The qualities that pictures are sent in, from the best to the least, and what each is worth in bits: below
 * `leastBits` the next one looks better, above `mostBits` nobody sees a difference. Figures: decision 0024.
 */
export type Rung = {
  readonly height: number;
  readonly framesPerSecond: number;
  readonly leastBits: number;
  readonly mostBits: number;
};

/** `text`: letters stay sharp and frames give way; `motion`: frames stay and sharpness gives way. */
export type PictureKind = 'camera' | 'text' | 'motion';

const rung = (height: number, framesPerSecond: number, leastKbits: number, mostKbits: number): Rung => ({
  height,
  framesPerSecond,
  leastBits: leastKbits * 1_000,
  mostBits: mostKbits * 1_000,
});

export const rungs: { readonly [K in PictureKind]: readonly Rung[] } = {
  camera: [
    rung(720, 30, 1_000, 1_800),
    rung(540, 30, 600, 1_100),
    rung(360, 24, 280, 600),
    rung(270, 20, 160, 320),
    rung(180, 15, 70, 180),
    rung(90, 10, 30, 70),
  ],
  text: [
    // As large as the screen is: letters are not made smaller while frames can give way.
    rung(2_160, 60, 3_000, 5_000),
    rung(2_160, 30, 1_600, 3_500),
    rung(2_160, 15, 700, 2_000),
    rung(2_160, 5, 250, 1_000),
    rung(1_080, 5, 180, 700),
    rung(720, 5, 100, 400),
    rung(540, 2, 50, 150),
  ],
  motion: [
    rung(1_080, 60, 3_000, 5_000),
    rung(1_080, 30, 1_800, 3_500),
    rung(720, 30, 900, 2_000),
    rung(540, 30, 500, 1_000),
    rung(360, 24, 200, 600),
    rung(180, 15, 60, 200),
  ],
};

/** A picture as it is captured. */
export type SentPicture = { readonly height: number; readonly framesPerSecond: number };

/** What a rung costs to encode, as pictures 16 to 9. */
export const pixelsPerSecond = (rung: Rung, sent: SentPicture): number => {
  const height = Math.min(rung.height, sent.height);
  return Math.round(((height * height * 16) / 9) * Math.min(rung.framesPerSecond, sent.framesPerSecond));
};
