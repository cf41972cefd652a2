/**
 * Burns `fuses` into the Electron of a packaged app (its binary, or the `.app` on macOS), reads them back
 * and refuses a binary that says otherwise. After packing, before signing:
 * `npm run fuses -w desktop -- <path>`.
 */
import process from 'node:process';
import { FuseState, FuseV1Options, flipFuses, getCurrentFuseWire } from '@electron/fuses';
import { fuses } from './fuses.ts';

const all = Object.values(FuseV1Options).filter((fuse) => typeof fuse === 'number');

export const burnFuses = async (electronPath: string): Promise<void> => {
  await flipFuses(electronPath, {
    ...fuses,
    // Changing the file breaks its signature, and Apple's chips run nothing unsigned.
    resetAdHocDarwinSignature: process.platform === 'darwin',
  });
  const burnt = await getCurrentFuseWire(electronPath);
  const wrong = all.filter((fuse) => burnt[fuse] !== (fuses[fuse] ? FuseState.ENABLE : FuseState.DISABLE));
  if (wrong.length > 0)
    throw new Error(`Not burnt: ${wrong.map((fuse) => FuseV1Options[fuse]).join(', ')}. Don't ship this.`);
};

if (import.meta.main) {
  const [path] = process.argv.slice(2);
  if (path === undefined) {
    console.error('Which Electron? npm run fuses -w desktop -- <path of the binary, or of the .app>');
    process.exitCode = 2;
  } else {
    await burnFuses(path);
    console.log(`${all.length} fuses burnt into ${path}`);
  }
}
