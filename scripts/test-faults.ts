/**
 * `npm run test:faults -- [ROUNDS]`: floods consoles and takes their database away (`faults.test.ts`), then kills the
 * console, its Postgres or a connection of either with SIGKILL in the middle of an import, 20 times unless told
 * otherwise. Ends with 1 when an import does not end by itself or the record is not the one that an undisturbed import
 * leaves.
 */
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuild } from '@/lib/server/build'
import { runFaultRounds } from './faults/fault-rounds'

await ensureBuild(() => console.log('Building the pages.'))
const vitest = join(import.meta.dirname, '../node_modules/vitest/vitest.mjs')
const { status } = spawnSync(process.execPath, [vitest, 'run', '--project', 'faults'], { stdio: 'inherit' })
if (status !== 0) process.exit(1)
await runFaultRounds(Number(process.argv[2] ?? 20), console.log)
process.exit(0)
