/**
 * `npm run test:long`: what takes minutes. The browser tests of which `npm test` runs none or a sample (@long, @sampled),
 * readers with texts five times as long, and records and ledgers in ten times as many orders.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'

/** Whatever comes in whatever order: the record, the ledger and the count are the same. */
const ORDERS = [
  'record-observations',
  'undo-join',
  'follow-observations',
  'ledger-model',
  'rebuilt-counts',
  'catch-up',
  'steady-rounds',
]

const programs: [string, ...string[]][] = [
  ['vitest/vitest.mjs', 'run', '--project', 'unit', 'hostile-input'],
  ['vitest/vitest.mjs', 'run', '--project', 'db', '--testTimeout', '600000', ...ORDERS],
  ['@playwright/test/cli.js', 'test', '--grep', '@long|@sampled'],
]

const codes = programs.map(([program, ...args]) => {
  const path = join(import.meta.dirname, '../node_modules', program)
  const env = { ...process.env, TEST_LONG: '1', PROPERTY_RUNS: '50' }
  return spawnSync(process.execPath, [path, ...args], { env, stdio: 'inherit' }).status
})
process.exit(codes.every((code) => code === 0) ? 0 : 1)
