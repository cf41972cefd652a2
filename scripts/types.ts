/** Type-checks every region against its own tsconfig.json, so that each sees only its own globals. */
import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';

const projects = globSync('{sync-core,signaling,relay,desktop,benchmarks,scripts}/**/tsconfig*.json', {
  exclude: (path) => /(?:^|[/\\])node_modules$/.test(path),
}).sort();
const failed = projects.filter((project) => {
  console.log(`tsc -p ${project}`);
  return (
    spawnSync(process.execPath, ['node_modules/typescript/bin/tsc', '-p', project], { stdio: 'inherit' })
      .status !== 0
  );
});
if (projects.length === 0 || failed.length > 0) {
  console.error(failed.length > 0 ? `Types fail in: ${failed.join(', ')}` : 'No tsconfig.json was found.');
  process.exit(1);
}
