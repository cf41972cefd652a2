/** HARDENING attack 6, Trusted Types of both pages: which addresses may become a Worker. */
import { describe, expect, it } from 'vitest';
import { isOwnScript } from '../../../contract/own-scripts.ts';

const page = 'https://relay.example.org/channel#join=x';

it('in Electron only files of the bundle, whatever the engine takes for their origin', () => {
  const app = 'app://maru/index.html';
  expect(isOwnScript('./assets/blur-worker-_uFXptqC.js', app)).toBe(true);
  expect(isOwnScript('app://evil/assets/blur-worker-_uFXptqC.js', app)).toBe(false);
});

describe('addresses that may become a script', () => {
  it.each([
    '/sw.js',
    'https://relay.example.org/sw.js',
    'https://relay.example.org/assets/worker-_uFXptqC.js',
    '/assets/blur-worker-_uFXptqC.js',
    '/assets/sandbox-worker-_uFXptqC.js',
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
    '/assets/-worker-x.js',
    '/assets/evil.worker-x.js',
    'https://member@relay.example.org/sw.js',
    '/health',
    '/sw.js/x',
    'https://',
    '',
  ])('%j may not', (address) => expect(isOwnScript(address, page)).toBe(false));
});
