/**
 * Why OPFS refused. sqlite-wasm's pool answers SQLite with a plain SQLITE_IOERR whatever a handle threw,
 * and a disk without room must be told from one that fails: after the first, writing goes on once there is
 * room; after the second, nothing more is written through the connection. So the handles' own methods
 * are watched; what they do and throw stays the same.
 */

type Handle = {
  write(bytes: { readonly byteLength: number }, options?: unknown): number;
  flush(): void;
  truncate(size: number): void;
};
/** Chromium's FILE_ERROR_NO_SPACE (-8), which a private window's `write` returns in place of an exception. */
const chromiumNoSpace = 2 ** 32 - 8;

/** Workers have it; the DOM's types do not know it. */
type MayHaveHandles = { readonly FileSystemSyncAccessHandle?: { readonly prototype: Handle } };

export type OpfsRefusals = {
  /** Whether a handle was refused room since this was last asked. */
  takeFull(): boolean;
};

let watched: OpfsRefusals | null = null;

/** Starts to watch, once for the Worker. */
export const watchOpfsRefusals = (): OpfsRefusals => {
  if (watched) return watched;
  let full = false;
  const noting = <T>(task: () => T): T => {
    try {
      return task();
    } catch (thrown) {
      if (thrown instanceof DOMException && thrown.name === 'QuotaExceededError') full = true;
      throw thrown;
    }
  };
  const handles: MayHaveHandles = globalThis as unknown as MayHaveHandles;
  const prototype = handles.FileSystemSyncAccessHandle?.prototype;
  if (prototype) {
    const { write, flush, truncate } = prototype;
    prototype.write = function (this: Handle, bytes, options) {
      const written = noting(() => write.call(this, bytes, options));
      // The specification allows a short write in place of the exception.
      if (written < bytes.byteLength || written === chromiumNoSpace) full = true;
      return written;
    };
    prototype.flush = function (this: Handle) {
      noting(() => flush.call(this));
    };
    prototype.truncate = function (this: Handle, size) {
      noting(() => truncate.call(this, size));
    };
  }
  watched = {
    takeFull() {
      const was = full;
      full = false;
      return was;
    },
  };
  return watched;
};
