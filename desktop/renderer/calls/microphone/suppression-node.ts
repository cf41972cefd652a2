/**
 * Strong noise suppression: RNNoise, a small neural network that tells speech from all else. Some 150 KB of
 * WebAssembly, part of the app and fetched only when somebody chooses it. It knows sound of 48 kHz only.
 */
import plainUrl from '@sapphi-red/web-noise-suppressor/rnnoise.wasm?url';
import simdUrl from '@sapphi-red/web-noise-suppressor/rnnoise_simd.wasm?url';
import workletUrl from '@sapphi-red/web-noise-suppressor/rnnoiseWorklet.js?url';

export type SuppressionNode = { readonly node: AudioNode; close(): void };

const sampleRate = 48_000;

/** null where this browser or page can't run it. */
export const createSuppressionNode = async (context: AudioContext): Promise<SuppressionNode | null> => {
  if (context.sampleRate !== sampleRate) return null;
  try {
    const { loadRnnoise, RnnoiseWorkletNode } = await import('@sapphi-red/web-noise-suppressor');
    const [wasmBinary] = await Promise.all([
      loadRnnoise({ url: plainUrl, simdUrl }),
      context.audioWorklet.addModule(workletUrl),
    ]);
    // A worklet that can't compile it would be silent and say nothing: tried here first.
    await WebAssembly.compile(wasmBinary);
    const node = new RnnoiseWorkletNode(context, { maxChannels: 1, wasmBinary });
    return {
      node,
      close() {
        node.disconnect();
        node.destroy();
      },
    };
  } catch {
    return null;
  }
};
