/**
 * The relay's headers and the ones of `app://` are two lists, since neither side may import the other.
 * They say the same but for what is named here, so that tightening one is not forgotten in the other.
 */
import { expect, it } from 'vitest';
import { securityHeaders as relayHeaders } from '../../../../relay/src/http/headers.ts';
import { securityHeaders as appHeaders } from '../../../main/rules/headers.ts';

const policyOf = (headers: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    (headers['Content-Security-Policy'] ?? '').split('; ').map((part) => {
      const [name = '', ...values] = part.split(' ');
      return [name, values.join(' ')];
    }),
  );

it('the policies differ in these directives only', () => {
  const [relay, app] = [policyOf(relayHeaders), policyOf(appHeaders)];
  const differing = [...new Set([...relay.keys(), ...app.keys()])]
    .filter((name) => relay.get(name) !== app.get(name))
    .map((name) => [name, relay.get(name), app.get(name)]);
  expect(differing.sort()).toEqual([
    // Named on one side, and the same by `default-src` on the other.
    ['child-src', undefined, "'none'"],
    ['frame-src', undefined, "'none'"],
    // The web client can be installed.
    ['manifest-src', "'self'", "'none'"],
    ['object-src', undefined, "'none'"],
  ]);
  expect(relay.get('default-src')).toBe("'none'");
});

it('the other headers are the same, and Electron’s page may use less', () => {
  const others = ({
    'Content-Security-Policy': _policy,
    'Permissions-Policy': _may,
    ...rest
  }: Readonly<Record<string, string>>) => rest;
  expect(others(appHeaders)).toEqual(others(relayHeaders));
  const granted = (headers: Readonly<Record<string, string>>) =>
    (headers['Permissions-Policy'] ?? '').split(', ').filter((part) => part.endsWith('=(self)'));
  for (const may of granted(appHeaders)) expect(granted(relayHeaders)).toContain(may);
});
