import { expect, it } from 'vitest';
import { fingerprintsOf, isOnly } from '../../../renderer/calls/fingerprints.ts';

const hash = (digit: string) => digit.repeat(64);
const line = (digit: string, name = 'sha-256') =>
  `a=fingerprint:${name} ${Array.from({ length: 32 }, () => digit.repeat(2).toUpperCase()).join(':')}`;
const sdp = (...lines: readonly string[]) =>
  ['v=0', 's=-', ...lines, 'm=audio 9 UDP/TLS/RTP/SAVPF 111', ''].join('\r\n');

it('[T15] every certificate that a description names is found, at session and media level', () => {
  expect(fingerprintsOf(sdp(line('a'), line('b')))).toEqual([hash('a'), hash('b')]);
});
it('[T15] none, a weak hash beside a strong one, or half a hash is no description to trust', () => {
  expect(fingerprintsOf(sdp())).toBeNull();
  expect(fingerprintsOf(sdp(line('a'), line('a', 'sha-1')))).toBeNull();
  expect(fingerprintsOf(sdp('a=fingerprint:sha-256 AB:CD'))).toBeNull();
});
it('[T15] one foreign certificate among many makes it another person', () => {
  expect(isOnly(sdp(line('a'), line('a')), hash('a'))).toBe(true);
  expect(isOnly(sdp(line('a'), line('b')), hash('a'))).toBe(false);
  expect(isOnly('', hash('a'))).toBe(false);
});
