import type { Panel, Suite } from '../../lib/suite.ts';

const panel = (id: string, title: string, note: string): Panel => ({
  id,
  title,
  unit: 'ops/s',
  better: 'higher',
  kind: 'cpu',
  reference: 'node:crypto',
  note,
});

export const crypto: Suite = {
  name: 'crypto',
  title: 'Cipher suite',
  about:
    'What each primitive costs on messages of 300 bytes, beside what Node’s own OpenSSL does with the same algorithm, where it has it.',
  panels: [
    panel('sign', 'Ed25519: sign', 'Checked: each signature verifies in the other library.'),
    panel(
      'verify',
      'Ed25519: verify',
      'Strict in libsodium: small-order keys and non-canonical points are refused.',
    ),
    panel('hash', 'SHA-256', 'Two parts hashed as one. Checked: the same digest.'),
    {
      ...panel(
        'seal',
        'Seal',
        'XChaCha20-Poly1305 with a random nonce in Maru; Node has no XChaCha20, so the reference is ChaCha20-Poly1305. Checked: it opens.',
      ),
    },
    { ...panel('open', 'Open', 'As above.') },
    panel('agree', 'X25519', 'Checked: both sides agree.'),
  ],
  cases: [
    {
      id: 'primitives',
      processes: { quick: 1 },
      seconds: { tiny: 1, quick: 2, full: 8 },
      load: () => import('./case.ts'),
    },
  ],
};
