/**
 * The way back to a profile whose secrets are gone (a browser cleared a part of its storage, a keychain
 * was lost): the recovery phrase. Nothing is written before it is known to be the same person's.
 */
import {
  type Client,
  type Connector,
  deviceRef,
  err,
  identityRef,
  ok,
  phraseToRecoverySeed,
  type Random,
  type Result,
  type SecretStore,
  type StorageError,
} from '@maru/sync-core';
import type { HostError } from '../contract/index.ts';

/** Nobody is told of a person that may be the wrong one. */
const nowhere: Connector = {
  connect: () => ({ send: () => undefined, bufferedBytes: () => 0, close: () => undefined }),
};

export type UnlockDeps = {
  readonly secrets: SecretStore;
  readonly random: Random;
  /** Opens the files with these secrets and links. */
  readonly open: (secrets: SecretStore, connector: Connector) => Promise<Result<Client, StorageError>>;
};

/** Where the files know a community's members, the phrase's person must be or have been one. */
const isAtHome = (client: Client): boolean => {
  const known = client.communities().flatMap(({ id }) => {
    const core = client.community(id)?.core;
    const community = core?.governance.current();
    return core && community?.founded ? [{ self: core.self, community }] : [];
  });
  return (
    known.length === 0 ||
    known.some(
      ({ self, community: { members, removals, bans } }) =>
        members.has(self) || removals.has(self) || bans.has(self),
    )
  );
};

/** Stores the secrets of `phrase`, so that the files open at the next try; or says why not. */
export const unlock = async (
  { secrets, random, open }: UnlockDeps,
  phrase: string,
): Promise<Result<null, HostError>> => {
  const seed = phraseToRecoverySeed(phrase);
  if (!seed.ok) return err({ kind: 'invalid-phrase' });
  const device = (await secrets.get(deviceRef)) ?? random.bytes(32);
  const tried = new Map([
    [identityRef, seed.value],
    [deviceRef, device],
  ]);
  const opened = await open(
    { get: async (name) => tried.get(name) ?? secrets.get(name), set: secrets.set },
    nowhere,
  );
  if (!opened.ok) return err({ kind: 'storage', error: opened.error });
  const same = isAtHome(opened.value);
  await opened.value.close();
  if (!same) return err({ kind: 'other-identity' });
  await secrets.set(identityRef, seed.value);
  await secrets.set(deviceRef, device);
  return ok(null);
};
