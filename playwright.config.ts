import { defineConfig } from '@playwright/test'
import { chromiumLaunchOptions } from './e2e/chromium'

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/server/global-setup.ts',
  outputDir: 'test-results/e2e',
  workers: 2,
  timeout: 60_000,
  // npm run test:long runs those.
  ...(process.env.TEST_LONG ? {} : { grepInvert: /@long/ }),
  expect: { timeout: 10_000 },
  forbidOnly: Boolean(process.env.CI),
  // With retries, a failed test is tried once more when all others are done, so that nothing disturbs it.
  retryStrategy: 'isolated',
  reporter: process.env.E2E_REPORT ? [['json', { outputFile: process.env.E2E_REPORT }], ['dot']] : 'list',
  use: {
    browserName: 'chromium',
    // As for people who want nothing to move: what opens and closes is not waited for.
    launchOptions: await chromiumLaunchOptions(['--force-prefers-reduced-motion']),
    viewport: { width: 1440, height: 900 },
    timezoneId: 'Asia/Kathmandu',
    locale: 'en-GB',
    // Recording every test costs a fifth of the run. To see one that fails: npx playwright test --trace on.
    trace: 'on-first-retry',
  },
})
