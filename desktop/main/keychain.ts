/** Electron's safeStorage as a `Sealer`. On Linux without a keyring it is only obfuscation, so not used. */
import { safeStorage } from 'electron';
import type { Sealer } from './rules/sealed-secrets.ts';

export const keychain: Sealer = {
  isAvailable: async () =>
    (await safeStorage.isAsyncEncryptionAvailable()) &&
    (process.platform !== 'linux' || safeStorage.getSelectedStorageBackend() !== 'basic_text'),
  seal: (text) => safeStorage.encryptStringAsync(text),
  open: async (sealed) => (await safeStorage.decryptStringAsync(Buffer.from(sealed))).result,
};
