/**
 * Electron's fuses, every one named: a fuse that a newer Electron adds is a compile error here and a
 * failing test. `burn-fuses.ts` burns them into the binary of a packaged app, before it is signed.
 */
import { type FuseV1Config, FuseV1Options, FuseVersion } from '@electron/fuses';

export const fuses = {
  version: FuseVersion.V1,
  strictlyRequireAllFuses: true,
  // The app's binary must not be usable as a Node that runs anybody's script, or be debugged by flag.
  [FuseV1Options.RunAsNode]: false,
  [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: false,
  [FuseV1Options.EnableNodeCliInspectArguments]: false,
  [FuseV1Options.EnableCookieEncryption]: true,
  [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: true,
  [FuseV1Options.OnlyLoadAppFromAsar]: true,
  // One snapshot for all processes: we make none of our own.
  [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
  // Pages are on `app:`; `file:` gets nothing.
  [FuseV1Options.GrantFileProtocolExtraPrivileges]: false,
  // Only how fast WebAssembly checks bounds; off would cost speed and change no right.
  [FuseV1Options.WasmTrapHandlers]: true,
} as const satisfies FuseV1Config;
