process.env.NEXT_TELEMETRY_DISABLED = '1'; // no phone-home: `next build` would otherwise connect out

/** Headers of every answer. Pages add a content policy with a nonce in proxy.ts. */
const everywhere = [
  { key: 'X-Content-Type-Options', value: 'nosniff' },
  { key: 'X-Frame-Options', value: 'DENY' },
  { key: 'Referrer-Policy', value: 'no-referrer' },
  { key: 'Cross-Origin-Opener-Policy', value: 'same-origin' },
  { key: 'Cross-Origin-Resource-Policy', value: 'same-origin' },
  { key: 'Permissions-Policy', value: 'camera=(), microphone=(), geolocation=(), payment=(), usb=()' },
];

/** What answers of the API may do in a browser: nothing. */
const apiContentPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** @type {import('next').NextConfig} */
module.exports = {
  reactStrictMode: true,
  poweredByHeader: false,
  typedRoutes: true,
  // Said on the settings page; the package itself is not at hand where the console runs.
  env: { ANTIPODE_VERSION: require('./package.json').version },
  // The image optimiser is not used; its endpoint is an attack surface.
  images: { unoptimized: true },
  serverExternalPackages: ['pg', '@dbos-inc/dbos-sdk'],
  headers: async () => [
    { source: '/:path*', headers: everywhere },
    {
      source: '/api/:path*',
      headers: [
        { key: 'Content-Security-Policy', value: apiContentPolicy },
        { key: 'Cache-Control', value: 'no-store' },
      ],
    },
  ],
};
