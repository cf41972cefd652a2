/** Every version is pinned: two installs on two days are the same. */
import { globSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';

type Manifest = {
  readonly dependencies?: { readonly [name: string]: string };
  readonly devDependencies?: { readonly [name: string]: string };
};

test('every manifest names exact versions', () => {
  const files = globSync('{package.json,*/package.json}', { exclude: ['node_modules/**'] });
  expect(files.length).toBeGreaterThan(5);
  const loose = files.flatMap((file) => {
    const { dependencies, devDependencies }: Manifest = JSON.parse(readFileSync(file, 'utf8'));
    return Object.entries({ ...dependencies, ...devDependencies })
      .filter(([, version]) => !/^\d+\.\d+\.\d+(?:-[\w.]+)?$/.test(version))
      .map(([name, version]) => `${file}: ${name} ${version}`);
  });
  expect(loose).toEqual([]);
});
