/**
 * The gate on the audio thread, where neither a hidden window nor a busy page holds it up. What it shall do comes as
 * audio parameters, what it hears and does goes out as `GateReport`s. One channel: a microphone is one.
 */
import type { GateReport } from './gate-report.ts';
import { levelOf, toDb } from './loudness.ts';
import { closedGate, type GateRule, gateModes, stepGate } from './voice-gate.ts';

// What the scope of audio worklets has, which no library of TypeScript describes.
declare const sampleRate: number;
declare const registerProcessor: (name: string, processor: typeof GateProcessor) => void;
declare class AudioWorkletProcessor {
  readonly port: { postMessage(report: GateReport): void };
}

/** As long as a step of the gate, and enough samples to be a loudness. */
const stepMs = 8;
/** Reports are for meters and rings. */
const reportEveryMs = 40;
/** Opens before the first sound is over, closes without a click. */
const attackMs = 3;
const decayMs = 12;
/** Less than a step of 16 bits: exact silence costs the connection nothing. */
const inaudible = 1e-5;

type Parameters = Readonly<Record<string, Float32Array>>;

const ruleOf = (parameters: Parameters): GateRule => {
  const value = (name: string) => parameters[name]?.[0] ?? 0;
  return {
    mode: gateModes[value('mode')] ?? 'pushToTalk',
    thresholdDb: value('automatic') > 0 ? null : value('threshold'),
    held: value('held') > 0,
    releaseMs: value('release'),
  };
};

class GateProcessor extends AudioWorkletProcessor {
  private state = closedGate;
  private gain = 0;
  private readonly heard = new Float32Array(Math.ceil((sampleRate * stepMs) / 1_000));
  private readonly sent = new Float32Array(Math.ceil((sampleRate * reportEveryMs) / 1_000));
  private readonly input = new Float32Array(this.sent.length);
  private heardCount = 0;
  private sentCount = 0;

  static get parameterDescriptors() {
    const descriptors: readonly (readonly [string, number, number, number])[] = [
      ['mode', 1, 0, gateModes.length - 1],
      ['automatic', 1, 0, 1],
      ['threshold', -50, -100, 0],
      ['held', 0, 0, 1],
      ['release', 0, 0, 2_000],
    ];
    return descriptors.map(([name, defaultValue, minValue, maxValue]) => ({
      name,
      defaultValue,
      minValue,
      maxValue,
      automationRate: 'k-rate' as const,
    }));
  }

  process(inputs: Float32Array[][], outputs: Float32Array[][], parameters: Parameters): true {
    const input = inputs[0]?.[0];
    const output = outputs[0]?.[0];
    if (!output) return true;
    const target = this.state.open ? 1 : 0;
    const rate = 1 - Math.exp(-1_000 / (sampleRate * (target === 1 ? attackMs : decayMs)));
    for (let at = 0; at < output.length; at++) {
      // While no device is there nothing comes in.
      const sample = input?.[at] ?? 0;
      this.gain += (target - this.gain) * rate;
      if (this.gain < inaudible) this.gain = 0;
      const passed = sample * this.gain;
      output[at] = passed;
      this.heard[this.heardCount++] = sample;
      this.input[this.sentCount] = sample;
      this.sent[this.sentCount++] = passed;
      if (this.heardCount === this.heard.length) this.step(ruleOf(parameters));
      if (this.sentCount === this.sent.length) this.report();
    }
    return true;
  }

  private step(rule: GateRule): void {
    this.heardCount = 0;
    this.state = stepGate(this.state, rule, toDb(levelOf(this.heard)), stepMs);
  }

  private report(): void {
    this.sentCount = 0;
    const report: GateReport = {
      inputDb: toDb(levelOf(this.input)),
      thresholdDb: this.state.thresholdDb,
      sent: levelOf(this.sent),
      open: this.state.open,
    };
    this.port.postMessage(report);
  }
}

registerProcessor('maru-gate', GateProcessor);
