/**
 * The model as MediaPipe's tasks want it. The package carries the model without saying how pixels go in, which a
 * task insists to know: a label (TFLite metadata) is put before the file. Flatbuffers point forward only, so the
 * label brings a new root that points into the file behind it; the file itself is copied as it is.
 */

/** Pixels of 0 to 255 go in as 0 to 1. */
const pixelMean = 0;
const pixelSpan = 255;

/** Fields of a TFLite model, by their place in its table. */
const field = { version: 0, codes: 1, subgraphs: 2, buffers: 4, metadata: 6 } as const;
const labelName = 'TFLITE_METADATA';
/** Tables and vectors of the label, without the list of buffers. */
const labelBytes = 512;

/** A flatbuffer written from its front to its back; every reference points forward. */
const createWriter = (bytes: number, identifier: string) => {
  const out = new Uint8Array(bytes);
  const view = new DataView(out.buffer);
  let end = 8;
  const put = (at: number, value: number): void => view.setUint32(at, value, true);
  const text = (at: number, value: string): void => out.set(new TextEncoder().encode(value), at);
  text(4, identifier);
  return {
    put,
    putFloat: (at: number, value: number) => view.setFloat32(at, value, true),
    putByte: (at: number, value: number) => view.setUint8(at, value),
    refer: (at: number, target: number) => put(at, target - at),
    /** A table with a slot of four bytes for each field that it has; returns where they are. */
    table(at: number, fields: readonly number[]): (of: number) => number {
      const places = Math.max(...fields) + 1;
      const start = (end + 4 + 2 * places + 3) & ~3;
      view.setUint16(end, 4 + 2 * places, true);
      view.setUint16(end + 2, 4 + 4 * fields.length, true);
      fields.forEach((of, index) => {
        view.setUint16(end + 4 + 2 * of, 4 + 4 * index, true);
      });
      view.setInt32(start, start - end, true);
      put(at, start - at);
      end = start + 4 + 4 * fields.length;
      return (of) => start + 4 + 4 * fields.indexOf(of);
    },
    /** A vector of so many items of four bytes; returns where they begin. */
    vector(at: number, count: number): number {
      put(at, end - at);
      put(end, count);
      const first = end + 4;
      end = first + 4 * count;
      return first;
    },
    /** Bytes (or a text, which ends with a zero) with their length before, beginning on a multiple of 16. */
    bytes(at: number, value: Uint8Array): void {
      const start = ((end + 4 + 15) & ~15) - 4;
      put(at, start - at);
      put(start, value.length);
      out.set(value, start + 4);
      end = (start + 4 + value.length + 4) & ~3;
    },
    done: (): Uint8Array => out.subarray(0, (end + 15) & ~15),
  };
};

/** ModelMetadata → its subgraph → its input → one step → the range of pixels. */
const rangeLabel = (): Uint8Array => {
  const write = createWriter(labelBytes, 'M001');
  const root = write.table(0, [3]);
  const subgraph = write.table(write.vector(root(3), 1), [2]);
  const input = write.table(write.vector(subgraph(2), 1), [4]);
  const step = write.table(write.vector(input(4), 1), [0, 1]);
  write.putByte(step(0), 1);
  const range = write.table(step(1), [0, 1]);
  write.putFloat(write.vector(range(0), 1), pixelMean);
  write.putFloat(write.vector(range(1), 1), pixelSpan);
  return write.done().slice();
};

/** Where the fields of a model are, and what they point to. */
const readModel = (model: Uint8Array) => {
  const view = new DataView(model.buffer, model.byteOffset, model.byteLength);
  const word = (at: number): number => view.getUint32(at, true);
  const root = word(0);
  const places = root - view.getInt32(root, true);
  const slot = (of: number): number => {
    const at = places + 4 + 2 * of;
    const offset = at < places + view.getUint16(places, true) ? view.getUint16(at, true) : 0;
    if (offset === 0) throw new Error('bug: a model without a part that every model has');
    return root + offset;
  };
  return { word, slot, target: (at: number): number => at + word(at) };
};

/** The same model, with its label before it. */
export const withPixelRange = (model: Uint8Array): Uint8Array => {
  const { word, slot, target } = readModel(model);
  const buffers = target(slot(field.buffers));
  const count = word(buffers);
  const write = createWriter(labelBytes + 4 * (count + 1), 'TFL3');
  const root = write.table(0, [field.version, field.codes, field.subgraphs, field.buffers, field.metadata]);
  const list = write.vector(root(field.buffers), count + 1);
  const entry = write.table(write.vector(root(field.metadata), 1), [0, 1]);
  write.bytes(entry(0), new TextEncoder().encode(labelName));
  write.put(entry(1), count);
  const label = write.table(list + 4 * count, [0]);
  write.bytes(label(0), rangeLabel());
  const front = write.done();
  write.put(root(field.version), word(slot(field.version)));
  for (const part of [field.codes, field.subgraphs])
    write.refer(root(part), front.length + target(slot(part)));
  for (let index = 0; index < count; index++)
    write.refer(list + 4 * index, front.length + target(buffers + 4 + 4 * index));
  const labelled = new Uint8Array(front.length + model.length);
  labelled.set(front);
  labelled.set(model, front.length);
  return labelled;
};
