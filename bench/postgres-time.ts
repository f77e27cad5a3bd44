import { readdirSync, readFileSync } from 'node:fs'
import { pool } from '@/lib/data/pool'

/** Linux counts processor time in hundredths of a second. */
const MS_PER_TICK = 10

/** Milliseconds of a processor that the server and its backends have used so far. Only where Linux tells it, and only on this machine. */
export async function postgresTimeMs(): Promise<number> {
  const { rows } = await pool().query<{ pid: number }>('SELECT pg_backend_pid() AS pid')
  const server = statOf(rows[0]?.pid ?? 0)?.parent
  const processes = readdirSync('/proc').flatMap((name) =>
    /^\d+$/.test(name) ? (statOf(Number(name)) ?? []) : [],
  )
  const own = processes.filter(({ pid, parent }) => pid === server || parent === server)
  return own.reduce((sum, { ticks }) => sum + ticks, 0) * MS_PER_TICK
}

interface ProcessStat {
  pid: number
  parent: number
  /** its own, and those of children that have ended */
  ticks: number
}

/** proc(5): after the name in brackets come state, parent, and from the 12th on the times. */
function statOf(pid: number): ProcessStat | undefined {
  try {
    const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ').at(-1)?.split(' ').map(Number) ?? []
    const [user = 0, system = 0, userOfChildren = 0, systemOfChildren = 0] = fields.slice(11, 15)
    return { pid, parent: fields[1] ?? 0, ticks: user + system + userOfChildren + systemOfChildren }
  } catch {
    return undefined
  }
}
