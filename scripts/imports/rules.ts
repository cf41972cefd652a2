/** The import directions of DESIGN section 3, as data. Paths are relative to the root, with `/`. */
export type Rule = {
  readonly name: string;
  /** Files the rule speaks about. */
  readonly from: RegExp;
  /** What they may not import: a path in the repository, `npm:<package>` or `node:<module>`. */
  readonly to: RegExp;
  /** Files it does not speak about. */
  readonly except?: RegExp;
};

const layers = [
  'base',
  'ports',
  'model',
  'crypto',
  'governance|timeline|documents',
  'storage',
  'protocol',
  'sync',
  'client',
];

/** A layer may import itself and the ones before it. */
const down: readonly Rule[] = layers.slice(0, -1).map((layer, index) => ({
  name: `core: ${layer} imports only what is below it`,
  from: new RegExp(`^sync-core/src/(?:${layer})/`),
  to: new RegExp(`^sync-core/src/(?:${layers.slice(index + 1).join('|')}|index\\.ts)(?:/|$)`),
}));

const tests = /(?:^|\/)test\//;

export const rules: readonly Rule[] = [
  ...down,
  {
    name: 'core: no node:, drivers, tests or other packages',
    from: /^sync-core\/src\//,
    to: /^node:|^npm:(?:better-sqlite3|sql\.js|@sqlite\.org|ws$|electron|react)|^sync-core\/(?:drivers|testing|test)\/|^(?:relay|signaling|desktop|benchmarks|scripts)\//,
  },
  {
    name: 'core: governance knows neither timeline nor documents',
    from: /^sync-core\/src\/governance\//,
    to: /^sync-core\/src\/(?:timeline|documents)\//,
  },
  {
    name: 'drivers import the core only',
    from: /^sync-core\/drivers\//,
    to: /^sync-core\/(?:testing|test)\/|^(?:relay|signaling|desktop|benchmarks|scripts)\//,
  },
  { name: 'browser drivers have no node:', from: /^sync-core\/drivers\/(?:browser|shared)\//, to: /^node:/ },
  {
    name: 'testing imports the core and its drivers only',
    from: /^sync-core\/testing\//,
    to: /^sync-core\/test\/|^(?:relay|signaling|desktop|benchmarks|scripts)\//,
  },
  {
    name: 'signaling imports neither relay nor app',
    from: /^signaling\/src\//,
    to: /^(?:relay|desktop|benchmarks|scripts)\/|^sync-core\/(?:testing|test)\//,
  },
  {
    name: 'the relay does not know the app',
    from: /^relay\/src\//,
    to: /^(?:desktop|benchmarks|scripts)\/|^sync-core\/(?:testing|test|src\/(?:client|storage|governance|timeline|documents))\//,
  },
  {
    name: 'the contract names types only',
    from: /^desktop\/contract\//,
    to: /^node:|^desktop\/(?:host|renderer|main|preload|web|cli)\/|^(?:relay|signaling|benchmarks|scripts)\//,
  },
  {
    name: 'the renderer reaches the host by contract and bridge only',
    from: /^desktop\/renderer\//,
    to: /^node:|^npm:electron|^desktop\/(?:host|main|preload|cli)\/|^sync-core\/drivers\/|^(?:relay|signaling|benchmarks|scripts)\//,
  },
  {
    name: 'the host knows no window',
    from: /^desktop\/host\//,
    // The entry of Electron's utility process names the type of the port it is given.
    except: /^desktop\/host\/utility\.ts$/,
    to: /^npm:(?:electron|react)|^desktop\/(?:renderer|main|preload|web|cli)\/|^(?:relay|signaling|benchmarks|scripts)\//,
  },
  {
    name: 'preload is named functions only',
    from: /^desktop\/preload\//,
    to: /^desktop\/(?:host|renderer|cli|web)\/|^(?:relay|signaling|benchmarks|scripts)\//,
  },
  {
    name: 'sources import no tests',
    from: /^(?:sync-core\/(?:src|drivers|testing)|relay\/src|signaling\/src|desktop\/(?:cli|contract|host|main|preload|renderer|web)|benchmarks\/src)\//,
    to: tests,
  },
];
