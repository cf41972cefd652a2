/**
 * Finds the person in a picture with MediaPipe's segmentation, bundled with the app: its WebAssembly and its model
 * are files of ours, loaded when a background is first blurred.
 */
import modelUrl from '@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite?url';
import { ImageSegmenter } from '@mediapipe/tasks-vision';
import ModuleFactory from '@mediapipe/tasks-vision/vision_wasm_module_internal.js';
import wasmUrl from '@mediapipe/tasks-vision/vision_wasm_module_internal.wasm?url';
import type { PersonFinder } from './composer.ts';
import { withPixelRange } from './labelled-model.ts';

/** What the model was made for. */
const size = { width: 256, height: 144 } as const;

const fetchModel = async (): Promise<Uint8Array> => {
  const answer = await fetch(modelUrl);
  if (!answer.ok) throw new Error('the model could not be loaded');
  return withPixelRange(new Uint8Array(await answer.arrayBuffer()));
};

export const createPersonFinder = async (): Promise<PersonFinder> => {
  const model = await fetchModel();
  // Where MediaPipe looks for its own loader, which it would fetch by address otherwise. It keeps a diary on the
  // console, which is left out.
  const print = (): void => undefined;
  Object.assign(globalThis, { ModuleFactory, Module: { print, printErr: print }, custom_dbg: print });
  const segmenter = await ImageSegmenter.createFromOptions(
    { wasmLoaderPath: '', wasmBinaryPath: new URL(wasmUrl, location.href).href },
    {
      // On two cores without a graphics card this is many times faster than the other way, and nowhere slow.
      baseOptions: { modelAssetBuffer: model, delegate: 'CPU' },
      canvas: new OffscreenCanvas(1, 1),
      runningMode: 'VIDEO',
      outputCategoryMask: false,
      outputConfidenceMasks: true,
    },
  );
  return {
    ...size,
    find(picture, timestampMs) {
      let mask = new Float32Array(size.width * size.height);
      segmenter.segmentForVideo(picture, timestampMs, ({ confidenceMasks }) => {
        const [person] = confidenceMasks ?? [];
        if (person) mask = new Float32Array(person.getAsFloat32Array());
      });
      return mask;
    },
  };
};
