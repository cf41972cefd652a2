/**
 * While somebody with priority speaks, the others step back: who has it is governance's to say, whether they speak
 * is measured here [T12].
 */
import { createSpeaking } from './speaking.ts';

/** −12 dB: still understood, clearly behind. */
export const duckedTo = 10 ** (-12 / 20);

/** About −40 dBFS begins it, −46 keeps it up, a pause within a sentence brings nobody back. */
export const createDucking = () => createSpeaking(0.01, 0.005, 700);
