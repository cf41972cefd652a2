/** Security headers of every answer of `app://`, refusals included. */

/** The same as a relay's for the web, but for what only an installed web app needs. */
export const contentSecurityPolicy = {
  'default-src': "'none'",
  // WebAssembly: what calls make of sound and picture.
  'script-src': "'self' 'wasm-unsafe-eval'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob:",
  'font-src': "'self'",
  // Signaling servers of any relay a member chose; everything else goes through the host.
  'connect-src': "'self' ws: wss:",
  // Of calls; the host is a process of its own.
  'worker-src': "'self'",
  'child-src': "'none'",
  'frame-src': "'none'",
  'object-src': "'none'",
  'manifest-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  // No string becomes markup or a script, save the Workers that `contract/own-scripts.ts` names.
  'trusted-types': 'default',
} as const;

export const securityHeaders: Readonly<Record<string, string>> = {
  'Content-Security-Policy': Object.entries(contentSecurityPolicy)
    .map(([name, value]) => `${name} ${value}`)
    .join('; '),
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Cross-Origin-Embedder-Policy': 'require-corp',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Permissions-Policy':
    'camera=(self), microphone=(self), display-capture=(self), geolocation=(), usb=(), serial=(), hid=(), payment=()',
};
