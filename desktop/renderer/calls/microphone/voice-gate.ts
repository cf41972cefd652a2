/**
 * When the microphone is open: while a voice is louder than a threshold, while a key is held, or while it is not.
 * Pure steps of a few milliseconds each, so that the audio thread runs them and a test can.
 *
 * By voice it opens at the threshold and stays open until the sound has been some decibels below it for a while:
 * the ends of words are quiet, and a pause within a sentence is none. Without a threshold of the person's own, one
 * follows the noise of the room: what is never silent is noise.
 */
import { silenceDb } from './loudness.ts';

export const gateModes = ['voiceActivity', 'pushToTalk', 'pushToMute'] as const;
export type GateMode = (typeof gateModes)[number];

export type GateRule = {
  readonly mode: GateMode;
  /** dBFS; null: found from the noise of the room. */
  readonly thresholdDb: number | null;
  readonly held: boolean;
  /** How long it stays as it was after the key is let go. */
  readonly releaseMs: number;
};

export type GateState = {
  readonly mode: GateMode;
  /** The noise of the room, as far as it is known. */
  readonly floorDb: number;
  /** Above which a voice opens it now. */
  readonly thresholdDb: number;
  readonly open: boolean;
  /** What keeps it as it is runs out after this. */
  readonly leftMs: number;
};

/** A voice stands out of the noise by this much. */
const aboveFloorDb = 12;
/** The found threshold stays within these: a whisper at the microphone is above, a loud room's own noise below. */
const foundDb = { least: -60, most: -40 };
/** A pause between words shows the room's noise at once; it never gets louder faster than speech has pauses. */
const floorFallMs = 30;
const floorRiseDbPerSecond = 3;
/** Open, it takes less to stay open. */
const hysteresisDb = 6;
const hangMs = 300;

export const closedGate: GateState = {
  mode: 'voiceActivity',
  floorDb: -70,
  thresholdDb: foundDb.least,
  open: false,
  leftMs: 0,
};

const nextFloor = (floorDb: number, levelDb: number, elapsedMs: number): number =>
  levelDb < floorDb
    ? Math.max(silenceDb, floorDb + (levelDb - floorDb) * Math.min(1, elapsedMs / floorFallMs))
    : Math.min(levelDb, floorDb + (floorRiseDbPerSecond * elapsedMs) / 1_000);

const foundThreshold = (floorDb: number): number =>
  Math.min(foundDb.most, Math.max(foundDb.least, floorDb + aboveFloorDb));

export const stepGate = (
  before: GateState,
  rule: GateRule,
  levelDb: number,
  elapsedMs: number,
): GateState => {
  const floorDb = nextFloor(before.floorDb, levelDb, elapsedMs);
  const thresholdDb = rule.thresholdDb ?? foundThreshold(floorDb);
  const { mode } = rule;
  // What another mode left running says nothing in this one.
  const left = before.mode === mode ? Math.max(0, before.leftMs - elapsedMs) : 0;
  const wasOpen = before.mode === mode && before.open;
  const measured = { mode, floorDb, thresholdDb };
  if (mode === 'voiceActivity') {
    const isLoud = levelDb >= (wasOpen ? thresholdDb - hysteresisDb : thresholdDb);
    const leftMs = isLoud ? hangMs : left;
    return { ...measured, open: leftMs > 0, leftMs };
  }
  const isHeld = rule.held || left > 0;
  return {
    ...measured,
    open: mode === 'pushToTalk' ? isHeld : !isHeld,
    leftMs: rule.held ? rule.releaseMs : left,
  };
};
