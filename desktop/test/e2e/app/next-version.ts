/** Another version of a built web client: every script is another file, as after a release. */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const isText = (name: string): boolean => /\.(?:js|html|css)$/.test(name);

/** Puts the next version in the place of the one in `folder`; the files that it no longer has are gone. */
export const releaseNextVersion = (folder: string): void => {
  const assets = join(folder, 'assets');
  const scripts = readdirSync(assets).filter((name) => name.endsWith('.js'));
  const renamed = new Map(scripts.map((name) => [name, name.replace(/-[\w-]{8}\.js$/, '-nextNEXT.js')]));
  const rewrite = (text: string): string =>
    [...renamed].reduce((written, [before, after]) => written.replaceAll(before, after), text);
  for (const name of readdirSync(assets).filter(isText)) {
    const text = readFileSync(join(assets, name), 'utf8');
    rmSync(join(assets, name));
    writeFileSync(join(assets, renamed.get(name) ?? name), rewrite(text));
  }
  const page = join(folder, 'index.html');
  writeFileSync(page, rewrite(readFileSync(page, 'utf8')));
  const revision = createHash('md5').update(readFileSync(page)).digest('hex');
  const worker = join(folder, 'sw.js');
  const text = rewrite(readFileSync(worker, 'utf8'));
  writeFileSync(worker, text.replace(/(url:"index\.html",revision:")\w+/, `$1${revision}`));
};
