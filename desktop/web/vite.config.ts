/** The web client: hashed assets in `desktop/dist/web`, a service worker that opens it offline. */
import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';
import { VitePWA } from 'vite-plugin-pwa';
import { schemasWithoutEval } from './schemas-without-eval.ts';

export default defineConfig({
  root: fileURLToPath(new URL('.', import.meta.url)),
  plugins: [
    react(),
    VitePWA({
      strategies: 'generateSW',
      // main.ts registers it; an inline script would be refused by the relay's policy.
      injectRegister: null,
      manifest: {
        name: 'Maru',
        short_name: 'Maru',
        display: 'standalone',
        start_url: '/',
        icons: [{ src: '/icon.svg', sizes: 'any', type: 'image/svg+xml', purpose: 'any' }],
      },
      workbox: {
        // One file: a loader of a second one would be a string that becomes a script (Trusted Types).
        inlineWorkboxRuntime: true,
        // Fonts come in a hundred pieces, fetched as they are needed and kept from then on.
        globPatterns: ['**/*.{html,js,css,svg,wasm}'],
        // Strong noise suppression and what blurs a background: fetched by who chooses it, and kept from then on.
        globIgnores: ['**/rnnoise*.wasm', 'assets/{blur-worker,vision_wasm}*'],
        // SQLite and libsodium are larger than the default of 2 MiB would allow.
        maximumFileSizeToCacheInBytes: 8 * 1024 * 1024,
        navigateFallback: '/index.html',
        navigateFallbackDenylist: [/^\/(?:health|ready|metrics|sync|peer)/],
        runtimeCaching: [
          {
            urlPattern: ({ url, sameOrigin }) => sameOrigin && url.pathname.endsWith('.woff2'),
            handler: 'CacheFirst',
            options: { cacheName: 'fonts' },
          },
          {
            urlPattern: ({ url, sameOrigin }) =>
              sameOrigin && /^\/assets\/rnnoise[\w-]*\.wasm$/.test(url.pathname),
            handler: 'CacheFirst',
            options: { cacheName: 'suppression', expiration: { maxEntries: 2 } },
          },
          {
            urlPattern: ({ url, sameOrigin }) =>
              sameOrigin && /^\/assets\/(?:blur-worker|vision_wasm|selfie_segmentation)/.test(url.pathname),
            handler: 'CacheFirst',
            // Of this version and the one before: a few large files.
            options: { cacheName: 'blur', expiration: { maxEntries: 6 } },
          },
        ],
        clientsClaim: true,
      },
    }),
  ],
  build: {
    outDir: fileURLToPath(new URL('../dist/web', import.meta.url)),
    emptyOutDir: true,
    target: 'es2024',
    // The relay's policy allows no fonts or scripts from data: addresses.
    assetsInlineLimit: 0,
    rollupOptions: { output: { codeSplitting: { groups: [schemasWithoutEval] } } },
  },
  worker: { format: 'es' },
});
