/** The model that finds a person, with the label that MediaPipe asks for before it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';
import { withPixelRange } from '../../../renderer/calls/camera/blur/labelled-model.ts';

const file = createRequire(import.meta.url).resolve(
  '@mediapipe/selfie_segmentation/selfie_segmentation_landscape.tflite',
);

/** A table of a flatbuffer, read as any reader does. */
const open = (bytes: Uint8Array) => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const word = (at: number) => view.getUint32(at, true);
  const to = (at: number) => at + word(at);
  const slot = (table: number, of: number) => {
    const places = table - view.getInt32(table, true);
    return table + view.getUint16(places + 4 + 2 * of, true);
  };
  const vector = (at: number) => {
    const start = to(at);
    return Array.from({ length: word(start) }, (_, index) => start + 4 + 4 * index);
  };
  const data = (at: number) => bytes.subarray(to(at) + 4, to(at) + 4 + word(to(at)));
  return { view, word, to, slot, vector, data, root: to(0) };
};

it('is the same model, and says that pixels go in as 0 to 1', () => {
  const model = new Uint8Array(readFileSync(file));
  const labelled = withPixelRange(model);
  expect(labelled.subarray(labelled.length - model.length)).toEqual(model);
  const [plain, after] = [open(model), open(labelled)];
  const moved = labelled.length - model.length;
  // Operators and graph are where they were; every buffer too, with the label's behind them.
  for (const field of [1, 2])
    expect(after.to(after.slot(after.root, field))).toBe(plain.to(plain.slot(plain.root, field)) + moved);
  const buffers = after.vector(after.slot(after.root, 4)).map(after.to);
  expect(buffers.slice(0, -1)).toEqual(
    plain.vector(plain.slot(plain.root, 4)).map((at) => plain.to(at) + moved),
  );

  const [entry = 0] = after.vector(after.slot(after.root, 6)).map(after.to);
  expect(new TextDecoder().decode(after.data(after.slot(entry, 0)))).toBe('TFLITE_METADATA');
  expect(after.word(after.slot(entry, 1))).toBe(buffers.length - 1);
  const label = open(after.data(after.slot(buffers.at(-1) ?? 0, 0)).slice());
  const only = (at: number) => label.vector(at).map(label.to)[0] ?? 0;
  const subgraph = only(label.slot(label.root, 3));
  const step = only(label.slot(only(label.slot(subgraph, 2)), 4));
  const range = label.to(label.slot(step, 1));
  const values = [0, 1].map((of) =>
    label.vector(label.slot(range, of)).map((at) => label.view.getFloat32(at, true)),
  );
  expect(values).toEqual([[0], [255]]);
});
