import {
  createCipheriv,
  createDecipheriv,
  createHash,
  createPrivateKey,
  createPublicKey,
  diffieHellman,
  generateKeyPairSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto';
import { bytesEqual } from '@maru/sync-core';
import { nodeSuite } from '../../lib/maru.ts';
import type { Trial } from '../../lib/trial.ts';

const none = new Uint8Array(0);
const pkcs8 = Buffer.from('302e020100300506032b657004220420', 'hex');
const spki = Buffer.from('302a300506032b6570032100', 'hex');

export const run = async (trial: Trial): Promise<void> => {
  const suite = await nodeSuite();
  const repeat = (panel: string, entry: string, operations: number, once: () => boolean) =>
    trial.measure(panel, entry, {
      operations,
      prepare: () => ({ good: 0 }),
      run(world) {
        for (let index = 0; index < operations; index++) if (once()) world.good++;
      },
      verify({ good }) {
        if (good !== operations) throw new Error(`${panel}, ${entry}: ${operations - good} failed`);
      },
    });
  const few = trial.pick({ tiny: 50, quick: 500, full: 3_000 });
  const many = trial.pick({ tiny: 500, quick: 10_000, full: 50_000 });

  const message = suite.random.bytes(300);
  const seed = suite.random.bytes(32);
  const keys = suite.signingKeyPair(seed);
  const privateKey = createPrivateKey({ key: Buffer.concat([pkcs8, seed]), format: 'der', type: 'pkcs8' });
  const publicKey = createPublicKey({
    key: Buffer.concat([spki, keys.publicKey]),
    format: 'der',
    type: 'spki',
  });
  const signature = suite.sign(message, keys.secretKey);
  const same = (bytes: Uint8Array): boolean => bytesEqual(bytes, signature);
  await repeat('sign', 'Maru, libsodium', few, () => same(suite.sign(message, keys.secretKey)));
  await repeat('sign', 'node:crypto', few, () => same(new Uint8Array(sign(null, message, privateKey))));
  await repeat('verify', 'Maru, libsodium', few, () => suite.verify(signature, message, keys.publicKey));
  await repeat('verify', 'node:crypto', few, () => verify(null, message, publicKey, signature));

  const digest = suite.hash(message, seed);
  await repeat('hash', 'Maru', many, () => suite.hash(message, seed).length === digest.length);
  await repeat(
    'hash',
    'node:crypto',
    many,
    () => createHash('sha256').update(message).update(seed).digest().length === digest.length,
  );

  const key = suite.random.bytes(32);
  const sealed = suite.seal(message, key, none);
  await repeat(
    'seal',
    'Maru, libsodium',
    many,
    () => suite.seal(message, key, none).length === sealed.length,
  );
  await repeat('open', 'Maru, libsodium', many, () => suite.open(sealed, key, none)?.length === 300);
  const options = { authTagLength: 16 };
  const nodeSeal = () => {
    const nonce = randomBytes(12);
    const cipher = createCipheriv('chacha20-poly1305', key, nonce, options);
    const body = Buffer.concat([cipher.update(message), cipher.final()]);
    return { nonce, body, tag: cipher.getAuthTag() };
  };
  const boxed = nodeSeal();
  await repeat('seal', 'node:crypto', many, () => nodeSeal().body.length === 300);
  await repeat('open', 'node:crypto', many, () => {
    const decipher = createDecipheriv('chacha20-poly1305', key, boxed.nonce, options);
    decipher.setAuthTag(boxed.tag);
    return Buffer.concat([decipher.update(boxed.body), decipher.final()]).length === 300;
  });

  const [ours, theirs] = [suite.agreementKeyPair(seed), suite.agreementKeyPair(suite.random.bytes(32))];
  const shared = suite.agree(ours.secretKey, theirs.publicKey);
  if (!shared) throw new Error('no agreement');
  await repeat('agree', 'Maru, libsodium', few, () => {
    const found = suite.agree(theirs.secretKey, ours.publicKey);
    return found !== null && bytesEqual(found, shared);
  });
  const [a, b] = [generateKeyPairSync('x25519'), generateKeyPairSync('x25519')];
  await repeat(
    'agree',
    'node:crypto',
    few,
    () => diffieHellman({ privateKey: a.privateKey, publicKey: b.publicKey }).length === 32,
  );
};
