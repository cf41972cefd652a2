/**
 * What goes out to each receiver and in which quality: a pure function of who looks at what and of what may be
 * sent. Sound comes first and is never cut below what speech needs; pictures share what is left, so that all
 * together stay within the budget, each connection within its own cap, and the encoders within what this machine
 * carries. In a mesh each connection has its own encoders, so each receiver gets the size that it shows.
 */
import type { DeviceId } from '@maru/sync-core';
import type { Slot } from '../outgoing.ts';
import { type PictureKind, pixelsPerSecond, type Rung, rungs, type SentPicture } from './rungs.ts';
import { share } from './share.ts';

export type Viewer = {
  readonly device: DeviceId;
  /** How high they show the own camera; 0: not at all. */
  readonly cameraHeight: number;
  readonly watchesScreen: boolean;
  /** What this connection carries, as measured. */
  readonly capBits: number;
};

/** What there is to send. */
export type Sending = {
  readonly camera: SentPicture | null;
  readonly screen: (SentPicture & { readonly content: 'text' | 'motion' }) | null;
  readonly screenSound: boolean;
};

export type Encoding = {
  readonly active: boolean;
  readonly maxBits: number;
  readonly scaleDownBy: number;
  /** Null for sound. */
  readonly maxFramesPerSecond: number | null;
  readonly priority: RTCPriorityType;
};
export type ConnectionPlan = { readonly [S in Slot]: Encoding };

export type PlanInput = {
  readonly viewers: readonly Viewer[];
  readonly sending: Sending;
  /** All connections together. */
  readonly budgetBits: number;
  /** Steps down because the machine can't keep up. */
  readonly relief: number;
};

/** Speech in Opus: good at the most, understood at the least. */
export const voiceBits = { most: 40_000, least: 16_000 } as const;
const screenSoundBits = { most: 96_000, least: 24_000 } as const;

/** What all encoders of a 2-core machine may do a second and leave it room; measured in decision 0024. */
const cameraPixels = 32_000_000;
const screenPixels = 64_000_000;
/** Letters that nobody can read help nobody: of what is left a screen gets more than a face. */
const weights: { readonly [K in PictureKind]: number } = { camera: 1, text: 3, motion: 3 };

type Ware = {
  readonly device: DeviceId;
  readonly slot: 'camera' | 'screen';
  readonly kind: PictureKind;
  readonly sent: SentPicture;
  /** Of its kind's rungs the best that is worth sending. */
  top: number;
};

const sound = (active: boolean, maxBits: number): Encoding => ({
  active,
  maxBits,
  scaleDownBy: 1,
  maxFramesPerSecond: null,
  priority: 'high',
});
const noPicture: Encoding = {
  active: false,
  maxBits: 0,
  scaleDownBy: 1,
  maxFramesPerSecond: 0,
  priority: 'low',
};

/** The least rung that shows all that is wanted of what there is; the best where none does. */
const topFor = (kind: PictureKind, wanted: SentPicture): number =>
  Math.max(
    0,
    rungs[kind].findLastIndex(
      ({ height, framesPerSecond }) => height >= wanted.height && framesPerSecond >= wanted.framesPerSecond,
    ),
  );

const rungAt = (kind: PictureKind, index: number): Rung => {
  const found = rungs[kind][Math.min(index, rungs[kind].length - 1)];
  if (!found) throw new Error('bug: a kind of picture without a rung');
  return found;
};

/** Lowers the dearest, one rung at a time, until the encoders carry them all. */
const fitTo = (wares: readonly Ware[], pixels: number): void => {
  const cost = ({ kind, top, sent }: Ware) => pixelsPerSecond(rungAt(kind, top), sent);
  for (;;) {
    if (wares.reduce((sum, ware) => sum + cost(ware), 0) <= pixels) return;
    const [dearest] = wares
      .filter(({ kind, top }) => top < rungs[kind].length - 1)
      .sort((one, other) => cost(other) - cost(one));
    if (!dearest) return;
    dearest.top++;
  }
};

const waresOf = ({ viewers, sending, relief }: PlanInput): readonly Ware[] => {
  const { camera, screen } = sending;
  const cameras = viewers.flatMap(({ device, cameraHeight }): Ware[] => {
    if (camera === null || cameraHeight === 0) return [];
    // A face in a small tile needs few frames: size alone decides.
    const wanted = { height: Math.min(camera.height, cameraHeight), framesPerSecond: 0 };
    return [{ device, slot: 'camera', kind: 'camera', sent: camera, top: topFor('camera', wanted) }];
  });
  const screens = viewers.flatMap(({ device, watchesScreen }): Ware[] => {
    if (screen === null || !watchesScreen) return [];
    const kind = screen.content;
    return [{ device, slot: 'screen', kind, sent: screen, top: topFor(kind, screen) }];
  });
  fitTo(cameras, cameraPixels);
  fitTo(screens, screenPixels);
  return [...cameras, ...screens].map((ware) => ({ ...ware, top: ware.top + relief }));
};

const pictureOf = ({ kind, sent, top }: Ware, bits: number): Encoding => {
  const from = Math.min(top, rungs[kind].length - 1);
  const chosen = rungs[kind].find((rung, index) => index >= from && rung.leastBits <= bits);
  if (!chosen) return noPicture;
  return {
    active: true,
    maxBits: Math.min(bits, chosen.mostBits),
    scaleDownBy: Math.max(1, sent.height / chosen.height),
    maxFramesPerSecond: Math.min(chosen.framesPerSecond, sent.framesPerSecond),
    priority: kind === 'camera' ? 'low' : 'medium',
  };
};

/** Asks of one connection, within its cap. */
const withinCap = (wares: readonly Ware[], capBits: number): readonly number[] =>
  share(
    capBits,
    wares.map(({ kind, top }) => ({ ask: rungAt(kind, top).mostBits, weight: weights[kind] })),
  );

export const plan = (input: PlanInput): ReadonlyMap<DeviceId, ConnectionPlan> => {
  const { viewers, sending } = input;
  const budgetBits = Math.max(input.budgetBits, viewers.length * voiceBits.least);
  const capOf = ({ capBits }: Viewer) => Math.max(voiceBits.least, Math.floor(capBits));
  const total = (parts: readonly number[]) => parts.reduce((sum, one) => sum + one, 0);
  const voices = share(
    budgetBits,
    viewers.map((viewer) => ({ ask: Math.min(voiceBits.most, capOf(viewer)), weight: 1 })),
  );
  // Set aside even where it is too little to send: more to share is then never less for a picture.
  const sounds = share(
    budgetBits - total(voices),
    viewers.map((viewer, index) => ({
      ask: sending.screenSound ? Math.min(screenSoundBits.most, capOf(viewer) - (voices[index] ?? 0)) : 0,
      weight: 1,
    })),
  );
  const wares = waresOf(input);
  const asks = viewers.flatMap((viewer, index) => {
    const own = wares.filter(({ device }) => device === viewer.device);
    const parts = withinCap(own, capOf(viewer) - (voices[index] ?? 0) - (sounds[index] ?? 0));
    return own.map((ware, part) => ({ ware, ask: parts[part] ?? 0, weight: weights[ware.kind] }));
  });
  const given = share(budgetBits - total(voices) - total(sounds), asks);
  const pictures = asks.map(({ ware }, index) => ({ ware, encoding: pictureOf(ware, given[index] ?? 0) }));
  const picture = (of: DeviceId, slot: Ware['slot']) =>
    pictures.find(({ ware }) => ware.device === of && ware.slot === slot)?.encoding ?? noPicture;
  return new Map(
    viewers.map(({ device }, index) => [
      device,
      {
        microphone: sound(true, voices[index] ?? 0),
        screenSound: sound((sounds[index] ?? 0) >= screenSoundBits.least, sounds[index] ?? 0),
        camera: picture(device, 'camera'),
        screen: picture(device, 'screen'),
      },
    ]),
  );
};

/** Heights that a camera is captured in. One sees oneself, and the call begins, in the least. */
const captured = { least: 360, most: 720, framesPerSecond: 30 } as const;

/** How high the camera is worth capturing: as the largest picture of it that goes out, were it captured so. */
export const captureHeight = (input: PlanInput): number => {
  const camera = { height: captured.most, framesPerSecond: captured.framesPerSecond };
  const planned = plan({ ...input, sending: { ...input.sending, camera } });
  const heights = [...planned.values()].map(({ camera: one }) =>
    one.active ? captured.most / one.scaleDownBy : 0,
  );
  return Math.max(captured.least, ...heights);
};
