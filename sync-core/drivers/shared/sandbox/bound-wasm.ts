/**
 * A bound on what a WebAssembly module may take: engines keep its memory outside of what a thread's own limit counts,
 * so the limit is written into the module. Growing beyond it fails inside, as on a machine without more memory.
 */
import { concatBytes } from '../../../src/base/index.ts';

const headerBytes = 8;
const memorySection = 5;
const pageBytes = 64 * 1024;

/** LEB128, at most 32 bits. */
const readNumber = (bytes: Uint8Array, at: number): readonly [value: number, next: number] => {
  let [value, scale, next] = [0, 1, at];
  for (;;) {
    const byte = bytes[next++] ?? 0;
    value += (byte & 0x7f) * scale;
    if (byte < 0x80) return [value, next];
    scale *= 0x80;
  }
};

const writeNumber = (value: number): Uint8Array => {
  const bytes: number[] = [];
  let rest = value;
  for (; rest >= 0x80; rest = Math.floor(rest / 0x80)) bytes.push((rest % 0x80) | 0x80);
  return new Uint8Array([...bytes, rest]);
};

/** The module with its one memory bound to this; as it is where it defines none. */
export const boundWasm = (module: Uint8Array, megabytes: number): Uint8Array => {
  for (let at = headerBytes; at < module.length; ) {
    const [size, start] = readNumber(module, at + 1);
    if (module[at] !== memorySection) {
      at = start + size;
      continue;
    }
    const [least] = readNumber(module, start + 2);
    const most = Math.max(least, Math.floor((megabytes * 2 ** 20) / pageBytes));
    // One memory, with a least and a most number of pages.
    const body = concatBytes(new Uint8Array([1, 1]), writeNumber(least), writeNumber(most));
    const section = concatBytes(new Uint8Array([memorySection]), writeNumber(body.length), body);
    return concatBytes(module.subarray(0, at), section, module.subarray(start + size));
  }
  return module;
};
