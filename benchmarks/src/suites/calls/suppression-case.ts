/**
 * What the own voice costs on the audio thread: the very code that the page loads there, given blocks as a browser
 * gives them, in a process of its own. Processor time for one second of sound.
 */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { fileURLToPath } from 'node:url';
import type { Trial } from '../../lib/trial.ts';

const sampleRate = 48_000;
const blockLength = 128;

type Processor = {
  process(inputs: Float32Array[][], outputs: Float32Array[][], parameters: object): boolean;
};
type ProcessorClass = new (options: object) => Processor;

const found = new Map<string, ProcessorClass>();

/** The scope of an audio worklet, as far as the two need one. */
const standIn = (): void => {
  const scope = {
    sampleRate,
    AudioWorkletProcessor: class {
      readonly port = { postMessage: () => undefined, addEventListener: () => undefined };
    },
    registerProcessor: (name: string, processor: ProcessorClass) => found.set(name, processor),
    // Emscripten's glue asks for them in Node, and reads nothing by them.
    require: createRequire(import.meta.url),
    __dirname: '',
  };
  Object.assign(globalThis, scope);
};

/** What the gate is told: it finds its threshold by itself. */
const parameters = { automatic: new Float32Array([1]) };

/** Speech's loudness coming and going over hiss: neither has a quick way out. */
const soundOf = (seconds: number, seed: number): Float32Array => {
  let state = seed | 1;
  const random = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return state / 2 ** 31;
  };
  return new Float32Array(seconds * sampleRate).map((_, at) => {
    const second = at / sampleRate;
    const voice = Math.sin(2 * Math.PI * 140 * second) * Math.max(0, Math.sin(2 * Math.PI * 2 * second));
    return voice * 0.2 + random() * 0.02;
  });
};

const play = (processor: Processor, sound: Float32Array): number => {
  const output = new Float32Array(blockLength);
  let energy = 0;
  for (let at = 0; at + blockLength <= sound.length; at += blockLength) {
    processor.process([[sound.subarray(at, at + blockLength)]], [[output]], parameters);
    energy += Math.abs(output[0] ?? 0);
  }
  return energy;
};

export const run = async (trial: Trial): Promise<void> => {
  standIn();
  await import('@sapphi-red/web-noise-suppressor/rnnoiseWorklet.js');
  await import('../../../../desktop/renderer/calls/microphone/gate-worklet.ts');
  const wasm = (name: string): ArrayBuffer => {
    const path = fileURLToPath(import.meta.resolve(`@sapphi-red/web-noise-suppressor/${name}`));
    return new Uint8Array(readFileSync(path)).buffer;
  };
  const suppressor = '@sapphi-red/web-noise-suppressor/rnnoise';
  const entries: readonly (readonly [string, string, object])[] = [
    ['RNNoise', suppressor, { processorOptions: { wasmBinary: wasm('rnnoise_simd.wasm'), maxChannels: 1 } }],
    [
      'RNNoise without SIMD',
      suppressor,
      { processorOptions: { wasmBinary: wasm('rnnoise.wasm'), maxChannels: 1 } },
    ],
    ['gate alone', 'maru-gate', {}],
  ];
  const seconds = trial.pick({ tiny: 2, quick: 20, full: 60 });
  const sound = soundOf(seconds, trial.seed);
  for (const [entry, name, options] of entries) {
    const Class = found.get(name);
    if (!Class) throw new Error(`bug: nothing registered ${name}`);
    await trial.measure('voice', entry, {
      operations: seconds,
      async prepare() {
        const processor = new Class(options);
        // It is ready once something comes out.
        for (let turn = 0; turn < 500 && name === suppressor; turn++) {
          if (play(processor, sound.subarray(0, sampleRate)) > 0) break;
          await new Promise((resolve) => setTimeout(resolve, 10));
        }
        return { processor, heard: 0 };
      },
      run(world) {
        world.heard = play(world.processor, sound);
      },
      verify({ heard }) {
        if (!(heard > 0)) throw new Error(`${entry}: nothing came out`);
      },
    });
  }
};
