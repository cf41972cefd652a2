/** Security headers of every answer of `app://`, refusals included. */

/**
 * Stricter than a relay's for the web: SQLite and libsodium run in the host process, so pages need no
 * WebAssembly; and no library of ours writes HTML, so no Trusted Types policy may even be made.
 */
export const contentSecurityPolicy = {
  'default-src': "'none'",
  'script-src': "'self'",
  'style-src': "'self'",
  'img-src': "'self' blob: data:",
  'media-src': "'self' blob:",
  'font-src': "'self'",
  // Signaling servers of any relay a member chose; everything else goes through the host.
  'connect-src': "'self' ws: wss:",
  'worker-src': "'none'",
  'child-src': "'none'",
  'frame-src': "'none'",
  'object-src': "'none'",
  'manifest-src': "'none'",
  'base-uri': "'none'",
  'form-action': "'none'",
  'frame-ancestors': "'none'",
  'require-trusted-types-for': "'script'",
  'trusted-types': "'none'",
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
    'camera=(self), microphone=(self), display-capture=(), geolocation=(), usb=(), serial=(), hid=(), payment=()',
};
