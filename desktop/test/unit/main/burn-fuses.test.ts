/** HARDENING attack 6: the fuses reach a binary. The file stands in for Electron's: text around a fuse wire. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { FuseState, FuseV1Options, getCurrentFuseWire } from '@electron/fuses';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { burnFuses } from '../../../burn-fuses.ts';

/** Marks the wire in every Electron; then a version, a length, and one character for each fuse. */
const sentinel = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';
const known = Object.values(FuseV1Options).filter((fuse) => typeof fuse === 'number').length;
let folder = '';
const binaryWith = (wire: string): string => {
  const path = join(folder, 'electron');
  writeFileSync(path, `before${sentinel}\u0001${String.fromCharCode(wire.length)}${wire}after`, 'latin1');
  return path;
};
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'maru-fuses-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

it('every fuse is burnt as HARDENING asks, and nothing else is touched', async () => {
  // All the other way round.
  const path = binaryWith('101100110'.slice(0, known));
  await burnFuses(path);
  expect(await getCurrentFuseWire(path)).toMatchObject({
    [FuseV1Options.RunAsNode]: FuseState.DISABLE,
    [FuseV1Options.EnableCookieEncryption]: FuseState.ENABLE,
    [FuseV1Options.EnableNodeOptionsEnvironmentVariable]: FuseState.DISABLE,
    [FuseV1Options.EnableNodeCliInspectArguments]: FuseState.DISABLE,
    [FuseV1Options.EnableEmbeddedAsarIntegrityValidation]: FuseState.ENABLE,
    [FuseV1Options.OnlyLoadAppFromAsar]: FuseState.ENABLE,
    [FuseV1Options.GrantFileProtocolExtraPrivileges]: FuseState.DISABLE,
  });
  const text = readFileSync(path, 'latin1');
  expect([text.startsWith('before'), text.endsWith('after'), text.length]).toEqual([
    true,
    true,
    6 + sentinel.length + 2 + known + 5,
  ]);
});
it('an Electron with a fuse that nobody decided on is refused, untouched', async () => {
  const wire = `${'1'.repeat(known)}1`;
  const path = binaryWith(wire);
  await expect(burnFuses(path)).rejects.toThrow();
  expect(readFileSync(path, 'latin1')).toContain(wire);
});
it('so is one that has fewer, or none', async () => {
  await expect(burnFuses(binaryWith('1'.repeat(known - 1)))).rejects.toThrow();
  writeFileSync(join(folder, 'other'), 'not an Electron');
  await expect(burnFuses(join(folder, 'other'))).rejects.toThrow('sentinel');
});
