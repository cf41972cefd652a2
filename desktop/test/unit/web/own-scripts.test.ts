/** HARDENING attack 6, Trusted Types on the web: which addresses may become a Worker. */
import { describe, expect, it } from 'vitest';
import { isOwnScript } from '../../../web/own-scripts.ts';

const page = 'https://relay.example.org/channel#join=x';

describe('addresses that may become a script', () => {
  it.each([
    '/sw.js',
    'https://relay.example.org/sw.js',
    'https://relay.example.org/assets/worker-_uFXptqC.js',
  ])('%s may', (address) => expect(isOwnScript(address, page)).toBe(true));

  it.each([
    'https://evil.example/sw.js',
    'http://relay.example.org/sw.js',
    'https://relay.example.org:444/sw.js',
    '//evil.example/sw.js',
    'data:text/javascript,alert(1)',
    'blob:https://relay.example.org/1b4e28ba',
    'javascript:alert(1)',
    '/assets/worker-x.js?callback=alert',
    '/assets/worker-/../../peer/x.js',
    '/assets/other.js',
    '/health',
    '/sw.js/x',
    'https://',
    '',
  ])('%j may not', (address) => expect(isOwnScript(address, page)).toBe(false));
});
