/** Secrets sealed by the keychain, and asked for from the host's process. */
import type { SecretStore } from '@maru/sync-core';
import { describe, expect, it } from 'vitest';
import { createAskedSecrets } from '../../../host/asked-secrets.ts';
import type { MessageFromHost } from '../../../host/utility-messages.ts';
import { createSealedSecrets, type Sealer } from '../../../main/rules/sealed-secrets.ts';

const seed = Uint8Array.from({ length: 32 }, (_, index) => index * 8);

const memoryFiles = () => {
  const kept = new Map<string, Uint8Array>();
  const store: SecretStore = {
    get: async (name) => kept.get(name) ?? null,
    set: async (name, secret) => void kept.set(name, secret),
  };
  return { kept, store };
};

/** Reverses text: enough to tell sealed from plain. */
const reverse = (bytes: Uint8Array): Uint8Array => Uint8Array.from(bytes).reverse();
const sealer = (available = { now: true }): Sealer => ({
  isAvailable: async () => available.now,
  seal: async (text) => reverse(new TextEncoder().encode(`!${text}`)),
  open: async (sealed) => {
    const text = new TextDecoder().decode(reverse(sealed));
    if (!text.startsWith('!')) throw new Error('not sealed here');
    return text.slice(1);
  },
});
const noWarning = () => expect.unreachable('no warning is due');

describe('sealed secrets', () => {
  it('come back, and are not in the file', async () => {
    const { kept, store } = memoryFiles();
    const secrets = createSealedSecrets(store, sealer(), noWarning);
    await secrets.set('seed', seed);
    expect(await secrets.get('seed')).toEqual(seed);
    expect(Buffer.from(kept.get('seed') ?? []).includes(Buffer.from(seed))).toBe(false);
  });
  it('absent is null', async () => {
    expect(await createSealedSecrets(memoryFiles().store, sealer(), noWarning).get('seed')).toBeNull();
  });
  it('[S4] one that cannot be opened is an error, never absent', async () => {
    const { kept, store } = memoryFiles();
    const secrets = createSealedSecrets(store, sealer(), noWarning);
    for (const bytes of [[1, 7, 7], [1], [9, 1], []]) {
      kept.set('seed', Uint8Array.from(bytes));
      await expect(secrets.get('seed')).rejects.toThrow();
    }
  });
  it('without a keychain they are kept, said, and sealed once there is one', async () => {
    const { kept, store } = memoryFiles();
    const available = { now: false };
    let warnings = 0;
    const secrets = createSealedSecrets(store, sealer(available), () => warnings++);
    await secrets.set('seed', seed);
    expect(warnings).toBe(1);
    expect(kept.get('seed')?.[0]).toBe(0);
    available.now = true;
    expect(await secrets.get('seed')).toEqual(seed);
    expect(kept.get('seed')?.[0]).toBe(1);
    expect(await secrets.get('seed')).toEqual(seed);
  });
});

describe('asked secrets', () => {
  it('answers are matched by id, in any order', async () => {
    const asked: MessageFromHost[] = [];
    const secrets = createAskedSecrets((message) => asked.push(message));
    const first = secrets.store.get('a');
    const second = secrets.store.get('b');
    expect(asked).toEqual([
      { type: 'getSecret', id: 1, name: 'a' },
      { type: 'getSecret', id: 2, name: 'b' },
    ]);
    secrets.answered({ type: 'secret', id: 2, secret: seed });
    secrets.answered({ type: 'secret', id: 1, secret: null });
    secrets.answered({ type: 'secret', id: 9, secret: seed });
    expect(await first).toBeNull();
    expect(await second).toEqual(seed);
  });
  it('[S4] a failed keychain is an error, never "no secret"', async () => {
    const secrets = createAskedSecrets(() => undefined);
    const got = secrets.store.get('a');
    const set = secrets.store.set('a', seed);
    secrets.answered({ type: 'secretFailed', id: 1 });
    secrets.answered({ type: 'secretFailed', id: 2 });
    await expect(got).rejects.toThrow('keychain');
    await expect(set).rejects.toThrow('keychain');
  });
});
