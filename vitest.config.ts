import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// An odd zone, 5:45 ahead of UTC: whatever forgets to name its zone fails here.
process.env.TZ = 'Asia/Kathmandu'

const places = ['lib', 'components', 'app', 'prisma', 'scripts', 'bench']
const shared = {
  setupFiles: ['scripts/vitest/console-errors.ts'],
  exclude: ['node_modules/**', '.next/**', 'generated/**'],
}

/** These start consoles, which need the build. */
const WITH_BUILD = ['scripts/start.test.ts', 'bench/tiny-pass.test.ts']
/** Minutes of floods and kills: `npm run test:faults`. */
const FAULTS = ['scripts/faults.test.ts', 'scripts/replica.test.ts', 'scripts/pgbouncer.test.ts']

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)).replace(/\/$/, '') } },
  test: {
    // Left to itself vitest keeps one core for watching, which halves a machine of two.
    maxWorkers: Math.max(2, availableParallelism() - 1),
    projects: [
      {
        extends: true,
        test: {
          ...shared,
          name: 'unit',
          include: places.map((place) => `${place}/**/*.test.{ts,tsx}`),
          exclude: [...shared.exclude, '**/*.db.test.ts', ...WITH_BUILD, ...FAULTS],
          testTimeout: 60_000,
          // Rules keep nothing between files: what one has loaded serves the next.
          isolate: false,
          unstubEnvs: true,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'db',
          include: places.map((place) => `${place}/**/*.db.test.ts`),
          globalSetup: 'scripts/vitest/test-cluster.ts',
          isolate: false,
          testTimeout: 60_000,
          hookTimeout: 90_000,
        },
      },
      {
        extends: true,
        test: {
          ...shared,
          name: 'start',
          include: WITH_BUILD,
          testTimeout: 120_000,
          hookTimeout: 60_000,
        },
      },
      {
        extends: true,
        test: { ...shared, name: 'faults', include: FAULTS, testTimeout: 120_000, hookTimeout: 60_000 },
      },
    ],
  },
})
