/**
 * Security headers of everything that a relay serves. Scripts only from here; connections also to
 * other relays; nothing may frame the app, and it is isolated from other origins (COOP, COEP), which
 * the browser's SQLite needs as well.
 */
const policy = {
  'default-src': "'none'",
  // WebAssembly: SQLite and libsodium.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'worker-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob:",
  'font-src': "'self'",
  'connect-src': "'self' ws: wss:",
  'manifest-src': "'self'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  // No string becomes markup or a script, save the two script files that the web client's policy names.
  'require-trusted-types-for': "'script'",
  'trusted-types': 'default',
} as const;

export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': Object.entries(policy)
    .map(([name, value]) => `${name} ${value}`)
    .join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy':
    'camera=(self), microphone=(self), display-capture=(self), geolocation=(), usb=(), serial=(), payment=()',
};
