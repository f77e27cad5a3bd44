import { randomUUID } from 'node:crypto'
import { applyBelonging } from '@/lib/data/belonging/apply-belonging'
import { lookAtAll } from '@/lib/data/belonging/belonging-store'
import { pool } from '@/lib/data/pool'
import { inPrismaTransaction } from '@/lib/data/prisma'
import { settle } from './bench-database'
import type { BenchLine } from './bench-line'
import { withLargeFleet } from './large-fleet'
import { limitedCases } from './list-cases'
import { linesOf, measureLists, printTable } from './lists'

const CLIENTS = 1_000_000
/** One of seven cases: they are the lists once more for each limit. */
const EVERY = 7
/** Names by site: a handful of machines, and an eighth of the fleet. */
const SITES = [
  ['Rack', 'dub-lt-000001%'],
  ['Berlin', 'ber-%'],
] as const

/** The lists as people see them who are limited to a site: a handful of machines, an eighth of the fleet, both. */
export async function benchLimited(scale: number): Promise<BenchLine[]> {
  const clients = Math.round(CLIENTS * scale)
  return withLargeFleet(clients, async (_url, now) => {
    await giveSites(now)
    const { rows } = await pool().query<{ id: number; name: string }>(
      'SELECT id, name FROM site WHERE id > 0',
    )
    const ids = SITES.map(([name]) => rows.find((site) => site.name === name)?.id ?? 0)
    const lines: BenchLine[] = []
    for (const limit of [ids.slice(0, 1), ids.slice(1), ids]) {
      const names = SITES.filter((_, index) => limit.includes(ids[index] ?? 0)).map(([name]) => name)
      const measured = await measureLists(now, EVERY, limitedCases(limit))
      if (process.argv.includes('--table')) printTable(measured)
      lines.push(...linesOf(measured, clients, `limited to ${names.join(' and ')}`))
    }
    return lines
  })
}

async function giveSites(now: Date): Promise<void> {
  const { rows } = await pool().query('SELECT FROM belonging_rule')
  if (rows.length > 0) return
  for (const [index, [site, like]] of SITES.entries()) {
    await pool().query(
      `INSERT INTO belonging_rule (id, position, kind, pattern, like_pattern, site, tags, created_at, created_by)
       VALUES ($1, $2, 'name', $3, $3, $4, '{}', $5, 'bench')`,
      [randomUUID(), index + 1, like, site, now],
    )
  }
  await inPrismaTransaction((tx) => lookAtAll(tx))
  await applyBelonging()
  await settle()
}
