/**
 * Spends from a MAK in a process of its own, for tests of races and faults:
 * `node --import tsx scripts/ledger-spender.ts KEY_ID PREFIX SPENDS AT_ONCE`, with DATABASE_URL.
 * Prints a line for each answer as it comes: 'spent KEY', 'refused KEY', or 'failed KEY', which ends that spender.
 */
import { closePools } from '@/lib/data/pool'
import { TESTER } from '@/lib/operations/mak/ledger.testing'
import { spendMak } from '@/lib/operations/mak/spend-mak'

const [keyId = '', prefix = '', spends = '1', atOnce = '1'] = process.argv.slice(2)
let next = 0

async function spender(): Promise<void> {
  while (next < Number(spends)) {
    const key = `${prefix}-${String(next++).padStart(6, '0')}`
    const machines = [{ name: `${key}.corp.example` }]
    try {
      const answer = await spendMak.run(TESTER, { keyId, idempotencyKey: key, machines, reason: 'race' })
      console.log(`${answer.ok ? 'spent' : 'refused'} ${key}`)
    } catch {
      console.log(`failed ${key}`)
      return
    }
  }
}

await Promise.all(Array.from({ length: Number(atOnce) }, spender))
await closePools()
