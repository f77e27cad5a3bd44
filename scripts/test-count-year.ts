/** `npm run test:count-year`: the year of a KMS count as `npm test` plays it through, twelve times as long. */
import { spawn } from 'node:child_process'
import { join } from 'node:path'

const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
const test = ['run', '--project', 'unit', 'lib/activation/kms/count-year.test.ts']
const child = spawn(process.execPath, [vitest, ...test], {
  env: { ...process.env, COUNT_YEARS: '12' },
  stdio: 'inherit',
})
child.on('exit', (code) => process.exit(code ?? 1))
