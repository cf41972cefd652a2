/** Checks of the suite's primitives against published answers. */
import type { VectorCheck } from './vectors.ts';

export const primitiveChecks: { readonly [kind: string]: VectorCheck } = {
  'sha-256': (suite, read) => read.same('digest', suite.hash(read.bytes('message')), read.bytes('digest')),
  hkdf: (suite, read) =>
    read.same(
      'output',
      suite.derive(read.bytes('secret'), read.text('info'), read.number('length')),
      read.bytes('output'),
    ),
  ed25519(suite, read) {
    const pair = suite.signingKeyPair(read.bytes('seed'));
    const message = read.bytes('message');
    read.same('public key', pair.publicKey, read.bytes('publicKey'));
    read.same('signature', suite.sign(message, pair.secretKey), read.bytes('signature'));
    read.same('verdict', suite.verify(read.bytes('signature'), message, pair.publicKey), true);
  },
  'ed25519-accepted': (suite, read) =>
    read.same(
      'verdict',
      suite.verify(read.bytes('signature'), read.bytes('message'), read.bytes('publicKey')),
      true,
    ),
  'ed25519-refused': (suite, read) =>
    read.same(
      'verdict',
      suite.verify(read.bytes('signature'), read.bytes('message'), read.bytes('publicKey')),
      false,
    ),
  x25519: (suite, read) =>
    read.same(
      'shared secret',
      suite.agree(read.bytes('secretKey'), read.bytes('publicKey')),
      read.bytesOrNull('shared'),
    ),
  'x25519-public': (suite, read) =>
    read.same(
      'public key',
      suite.agreementKeyPair(read.bytes('secretKey')).publicKey,
      read.bytes('publicKey'),
    ),
  aead: (suite, read) =>
    read.same(
      'plaintext',
      suite.open(read.bytes('sealed'), read.bytes('key'), read.bytes('associatedData')),
      read.bytesOrNull('plaintext'),
    ),
  box: (suite, read) =>
    read.same(
      'plaintext',
      suite.openBox(read.bytes('box'), suite.agreementKeyPair(read.bytes('secretKey'))),
      read.bytesOrNull('plaintext'),
    ),
};
