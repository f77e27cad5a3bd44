/** @type {import('next').NextConfig} */
export default {
  poweredByHeader: false,
  reactStrictMode: true,
  // In development Next would log what server actions are called with: passwords, and what is pasted at the desk.
  logging: { serverFunctions: false },
  // A page whose reader lacks the permission answers 403 with app/forbidden.tsx.
  experimental: { authInterrupts: true },
  // TypeScript 7 has no programming interface for Next to call; `npm test` runs tsc.
  typescript: { ignoreBuildErrors: true },
  // Loaded by Node as they are: they use native sockets, or files beside their code.
  serverExternalPackages: [
    'pg',
    'pg-copy-streams',
    'pg-boss',
    'pino',
    'prom-client',
    '@prisma/adapter-pg',
    '@prisma/client',
    'pdfkit',
  ],
}
