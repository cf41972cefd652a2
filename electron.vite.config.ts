/** Builds the Electron app into desktop/out: main with the host beside it, preload, renderer. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import { schemasWithoutEval } from './desktop/web/schemas-without-eval.ts';

const at = (path: string) => fileURLToPath(new URL(`./desktop/${path}`, import.meta.url));
/** The relay that new communities use when `--relay=` says nothing; a packager sets its own. */
const relayUrl = process.env['MARU_EMBEDDED_RELAY_URL'] ?? 'http://127.0.0.1:7420';

export default defineConfig({
  main: {
    define: { EMBEDDED_RELAY_URL: JSON.stringify(relayUrl) },
    build: {
      outDir: at('out/main'),
      emptyOutDir: true,
      // Everything is bundled but what the runtime gives and what is a native binary.
      externalizeDeps: false,
      rollupOptions: {
        input: {
          index: at('main/index.ts'),
          host: at('host/utility.ts'),
          'document-sandbox': at('../sync-core/drivers/node/document-sandbox-main.ts'),
        },
        external: ['electron', 'better-sqlite3'],
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: at('out/preload'),
      emptyOutDir: true,
      externalizeDeps: false,
      rollupOptions: {
        input: { index: at('preload/index.ts') },
        // A sandboxed preload script is one CommonJS file.
        output: { format: 'cjs', entryFileNames: '[name].cjs', codeSplitting: false },
      },
    },
  },
  renderer: {
    root: at('main/renderer'),
    base: './',
    plugins: [react()],
    build: {
      outDir: at('out/renderer'),
      emptyOutDir: true,
      // No data: addresses: the policy allows them for images only.
      assetsInlineLimit: 0,
      // Chromium needs no polyfill, and fetches of it would only be more to allow.
      modulePreload: { polyfill: false },
      rollupOptions: {
        input: at('main/renderer/index.html'),
        output: { codeSplitting: { groups: [schemasWithoutEval] } },
      },
    },
  },
});
