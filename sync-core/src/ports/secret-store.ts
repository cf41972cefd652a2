/**
 * Where an installation keeps its root secret: the operating system's keychain in Electron,
 * a file only its owner may read in Node, the profile database on the web.
 */
export type SecretStore = {
  get(name: string): Promise<Uint8Array | null>;
  set(name: string, secret: Uint8Array): Promise<void>;
};
