/** Builds the demo page and serves it on 127.0.0.1; also used by the UI tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('../../renderer/demo', import.meta.url));

const shared = { root, configFile: false, logLevel: 'warn' } as const;

export const buildDemo = async (outDir: string): Promise<void> => {
  await build({
    ...shared,
    base: './',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2024' },
  });
};

/** The page's address and the server's end. `built`: the folder of a build that is new enough. */
export const serveDemo = async (built?: string): Promise<{ url: string; close: () => Promise<void> }> => {
  // A folder of its own: two runs at once must not build over each other.
  const own = built === undefined ? await mkdtemp(join(tmpdir(), 'maru-demo-')) : null;
  if (own !== null) await buildDemo(own);
  const server = await preview({
    ...shared,
    build: { outDir: own ?? built ?? '' },
    preview: { host: '127.0.0.1', port: 0, strictPort: false },
  });
  const address = server.httpServer.address();
  if (!address || typeof address === 'string') throw new Error('bug: no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: async () => {
      await server.close();
      if (own !== null) await rm(own, { recursive: true, force: true });
    },
  };
};
