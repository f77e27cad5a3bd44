import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const script = join(import.meta.dirname, '../../../scripts/ledger-faults.ts')

/** The short form of `npm run test:ledger-faults`, which kills at least 50 times. */
it('has every answered spend and adds up after each kill of a spender or of Postgres', async () => {
  const run = promisify(execFile)(process.execPath, ['--import', 'tsx', script, '2'])
  const { stdout } = await run
  expect(stdout).toContain('2 kills (1 of Postgres)')
}, 60_000)
