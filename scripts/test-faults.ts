/**
 * `npm run test:faults -- [ROUNDS]`: kills the console, its Postgres or a connection of either with SIGKILL in the middle
 * of an import, 20 times unless told otherwise. Ends with 1 when an import does not end by itself or the record is not
 * the one that an undisturbed import leaves.
 */
import { ensureBuild } from '@/lib/server/build'
import { runFaultRounds } from './faults/fault-rounds'

await ensureBuild(() => console.log('Building the pages.'))
await runFaultRounds(Number(process.argv[2] ?? 20), console.log)
process.exit(0)
