/** Builds the demo page and serves it on 127.0.0.1; also used by the UI tests. */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { build, preview } from 'vite';

const root = fileURLToPath(new URL('../../renderer/demo', import.meta.url));

/** The page's address and the server's end. */
export const serveDemo = async (): Promise<{ url: string; close: () => Promise<void> }> => {
  // A folder of its own: two runs at once must not build over each other.
  const outDir = await mkdtemp(join(tmpdir(), 'maru-demo-'));
  const shared = { root, configFile: false, logLevel: 'warn' } as const;
  await build({
    ...shared,
    base: './',
    plugins: [react()],
    build: { outDir, emptyOutDir: true, target: 'es2024' },
  });
  const server = await preview({
    ...shared,
    build: { outDir },
    preview: { host: '127.0.0.1', port: 0, strictPort: false },
  });
  const address = server.httpServer.address();
  if (!address || typeof address === 'string') throw new Error('bug: no port');
  return {
    url: `http://127.0.0.1:${address.port}/`,
    close: async () => {
      await server.close();
      await rm(outDir, { recursive: true, force: true });
    },
  };
};
