/**
 * What `npm test` plays of a year only in part. `npm run test:count-year`: the year of a KMS count, twelve times as long.
 * `npm run test:alert-year`: the whole year of alerts.
 */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const YEARS = {
  count: { test: ['unit', 'lib/activation/kms/count-year.test.ts'], env: { COUNT_YEARS: '12' } },
  alert: { test: ['db', 'lib/operations/alerts/alert-year.db.test.ts'], env: { ALERT_YEAR: 'whole' } },
} as const

const { test, env } = YEARS[process.argv[2] === 'alert' ? 'alert' : 'count']
const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
const child = spawn(process.execPath, [vitest, 'run', '--project', ...test], {
  env: { ...process.env, ...env },
  stdio: 'inherit',
})
child.on('exit', (code) => process.exit(code ?? 1))
