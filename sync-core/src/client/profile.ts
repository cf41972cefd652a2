/** Who the person is on this installation: made once, or restored from the recovery phrase. */
import { err, ok } from '../base/index.ts';
import {
  createRecoverySeed,
  identityKeys,
  keyToMemberId,
  type OwnSpace,
  ownSpace,
  phraseToRecoverySeed,
  recoverySeedToPhrase,
} from '../crypto/index.ts';
import type { PaletteColour } from '../model/index.ts';
import { StorageFailure } from '../ports/index.ts';
import type { ProfileStore } from '../storage/index.ts';
import type { Identity } from './community/open-community.ts';
import type { ClientDeps } from './deps.ts';
import { type Outcome, storageFailed } from './errors.ts';
import type { ProfileView } from './views.ts';

export type ProfileName = { readonly name: string; readonly colour: PaletteColour };

export type Profiles = {
  view(): ProfileView | null;
  identity(): Identity | null;
  /** Makes a person with a new recovery phrase. */
  create(profile: ProfileName): Promise<Outcome<{ readonly phrase: string }>>;
  /** The same person again, as a new device. */
  restore(phrase: string, profile: ProfileName): Promise<Outcome<Record<string, never>>>;
  /** The person whose key was left here without its files, as a new device. */
  resume(profile: ProfileName): Promise<Outcome<Record<string, never>>>;
  edit(profile: ProfileName): Outcome<Record<string, never>>;
  /** What the own space is made of. */
  space(): OwnSpace | null;
  /** The person whose seed another device or guardians gave, as a new device. */
  receive(
    recoverySeed: Uint8Array,
    profile: ProfileName,
    recoveryConfirmed: boolean,
  ): Promise<Outcome<Record<string, never>>>;
  phrase(): string | null;
  confirmRecovery(phrase: string): Outcome<Record<string, never>>;
};

/** Under these names a profile's secrets are in the `SecretStore`. */
export const identityRef = 'identity';
export const deviceRef = 'device';

export const loadProfiles = async (
  { suite, secrets }: ClientDeps,
  store: ProfileStore,
): Promise<Profiles> => {
  let seed = store.profile() === null ? null : await secrets.get(identityRef);
  let deviceSeed = store.profile() === null ? null : await secrets.get(deviceRef);

  let derived: OwnSpace | null = null;

  const save = (task: () => void): Outcome<Record<string, never>> => {
    try {
      task();
      return ok({});
    } catch (thrown) {
      if (thrown instanceof StorageFailure) return storageFailed(thrown.error);
      throw thrown;
    }
  };

  const settle = async (recoverySeed: Uint8Array, profile: ProfileName, recoveryConfirmed: boolean) => {
    const freshDevice = suite.random.bytes(32);
    // Secrets first: a profile without its seed would be another person at the next start.
    await secrets.set(identityRef, recoverySeed);
    await secrets.set(deviceRef, freshDevice);
    const saved = save(() => store.saveProfile({ identityRef, deviceRef, ...profile, recoveryConfirmed }));
    if (saved.ok) {
      seed = recoverySeed;
      deviceSeed = freshDevice;
      derived = null;
    }
    return saved;
  };

  return {
    view() {
      const profile = store.profile();
      if (profile === null || seed === null) return null;
      const { name, colour, recoveryConfirmed } = profile;
      return { member: keyToMemberId(identityKeys(suite, seed).publicKey), name, colour, recoveryConfirmed };
    },
    identity() {
      if (seed === null || deviceSeed === null) return null;
      return {
        keys: identityKeys(suite, seed),
        deviceSeed,
        profile: () => {
          const { name, colour } = store.profile() ?? { name: '', colour: 'pine' };
          return { name, colour };
        },
      };
    },
    async create(profile) {
      const fresh = createRecoverySeed(suite);
      const saved = await settle(fresh, profile, false);
      return saved.ok ? ok({ phrase: recoverySeedToPhrase(fresh) }) : saved;
    },
    async restore(phrase, profile) {
      const parsed = phraseToRecoverySeed(phrase);
      return parsed.ok ? settle(parsed.value, profile, true) : err({ kind: 'invalid-phrase' });
    },
    async resume(profile) {
      const kept = await secrets.get(identityRef);
      // The key alone does not show that its words are written down somewhere.
      return kept === null ? err({ kind: 'no-profile' }) : settle(kept, profile, false);
    },
    edit(profile) {
      const current = store.profile();
      if (current === null) return err({ kind: 'no-profile' });
      return save(() => store.saveProfile({ ...current, ...profile }));
    },
    space() {
      if (seed !== null && derived === null) derived = ownSpace(suite, seed);
      return derived;
    },
    receive: settle,
    phrase: () => (seed === null ? null : recoverySeedToPhrase(seed)),
    confirmRecovery(phrase) {
      const current = store.profile();
      if (current === null || seed === null) return err({ kind: 'no-profile' });
      const parsed = phraseToRecoverySeed(phrase);
      if (!parsed.ok || recoverySeedToPhrase(parsed.value) !== recoverySeedToPhrase(seed))
        return err({ kind: 'invalid-phrase' });
      return save(() => store.saveProfile({ ...current, recoveryConfirmed: true }));
    },
  };
};
