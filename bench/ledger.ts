import pg from 'pg'
import { systemActor } from '@/lib/auth/actor-kinds'
import { pool } from '@/lib/data/pool'
import { recordIncrease } from '@/lib/operations/mak/record-in-ledger'
import { spendMak } from '@/lib/operations/mak/spend-mak'
import { settle, withBenchDatabase } from './bench-database'
import { type BenchLine, median } from './bench-line'

const WRITERS = 16
const ROUNDS = 5
const ROUND_MS = 3_000
const PLENTY = 10_000_000

/** On a database that waits for the disk at each commit, as an installed console's does, and on one that does not. */
export async function benchLedger(scale: number): Promise<BenchLine[]> {
  return [...(await raceOn(scale, true)), ...(await raceOn(scale, false))]
}

/**
 * Spends per second on one key with 16 writers: through the operation, each with its ledger entry, its audit
 * entry and its answer after the commit, and through a bare conditional UPDATE on 16 connections. Rounds of
 * both alternate on the same database.
 */
async function raceOn(scale: number, durable: boolean): Promise<BenchLine[]> {
  const disk = durable ? 'commits on disk' : 'without waiting for the disk'
  const work = async (url: string): Promise<BenchLine[]> => {
    const bare = new pg.Pool({ connectionString: url, max: WRITERS })
    // The server may stop before the last connection has said goodbye.
    bare.on('error', () => {})
    try {
      const { ours, peer } = await race(bare, Math.max(300, ROUND_MS * scale))
      return [
        {
          name: `ledger: spends on one MAK, ${WRITERS} writers, with entry and audit, ${disk}`,
          ours,
          peer,
          unit: 'spends/s',
          peerName: 'bare UPDATE ... WHERE remaining >= 1',
          ratio: ours / peer,
          aim: 'at least 0.50',
          met: ours / peer >= 0.5,
        },
      ]
    } finally {
      await bare.end()
    }
  }
  return withBenchDatabase(work, { durable })
}

async function race(bare: pg.Pool, roundMs: number): Promise<{ ours: number; peer: number }> {
  const keyId = await addMak()
  await bare.query('CREATE TABLE bare_key (id int PRIMARY KEY, remaining int NOT NULL)')
  await bare.query('INSERT INTO bare_key VALUES (1, $1)', [PLENTY])
  const spends = { ours: [] as number[], peer: [] as number[] }
  const spendOurs = (number: number) => spendOne(keyId, number)
  const spendBare = () => updateBare(bare)
  await rate(spendOurs, roundMs / 3)
  await rate(spendBare, roundMs / 3)
  await settle()
  for (let round = 0; round < ROUNDS; round += 1) {
    spends.ours.push(await rate(spendOurs, roundMs))
    spends.peer.push(await rate(spendBare, roundMs))
  }
  await mustAgree(keyId)
  return { ours: median(spends.ours), peer: median(spends.peer) }
}

const actor = systemActor('bench')
let spent = 0

/** Spends per second of all writers together, each beginning the next when the one before is answered. */
async function rate(spend: (number: number) => Promise<void>, milliseconds: number): Promise<number> {
  const start = performance.now()
  let done = 0
  const writer = async () => {
    while (performance.now() - start < milliseconds) {
      spent += 1
      await spend(spent)
      done += 1
    }
  }
  await Promise.all(Array.from({ length: WRITERS }, writer))
  return (done / (performance.now() - start)) * 1_000
}

async function spendOne(keyId: string, number: number): Promise<void> {
  const answer = await spendMak.run(actor, {
    keyId,
    idempotencyKey: `bench-spend-${number}`,
    machines: [{ name: `pc-${number}.corp.example` }],
    reason: 'bench',
  })
  if (!answer.ok) throw new Error(`a spend was refused: ${answer.refusal.kind}`)
}

async function updateBare(bare: pg.Pool): Promise<void> {
  const { rowCount } = await bare.query(
    'UPDATE bare_key SET remaining = remaining - 1 WHERE id = 1 AND remaining >= 1',
  )
  if (rowCount !== 1) throw new Error('the bare key is used up')
}

async function addMak(): Promise<string> {
  const { rows } = await pool().query<{ id: string }>(
    `INSERT INTO product_key (id, kind, last_five, label, added_at, added_by)
     VALUES (gen_random_uuid(), 'mak', 'BCDFG', 'Windows 11 Enterprise', now(), 'bench') RETURNING id`,
  )
  const keyId = rows[0]?.id ?? ''
  const answer = await recordIncrease.run(actor, { keyId, count: PLENTY, idempotencyKey: 'bench-grant' })
  if (!answer.ok) throw new Error('the grant was refused')
  return keyId
}

/** A fast ledger that loses a spend would be worth nothing. */
async function mustAgree(keyId: string): Promise<void> {
  const { rows } = await pool().query<{ balance: number; sum: string; audited: string; spends: string }>(
    `SELECT a.balance, sum(e.change) AS sum, count(*) FILTER (WHERE e.kind = 'activation') AS spends,
            (SELECT count(*) FROM audit_entry WHERE action = 'mak.spend') AS audited
       FROM mak_account a JOIN mak_entry e ON e.key_id = a.key_id WHERE a.key_id = $1 GROUP BY a.key_id`,
    [keyId],
  )
  const [row] = rows
  if (!row || row.balance !== Number(row.sum) || row.audited !== row.spends) {
    throw new Error(`the ledger does not add up: ${JSON.stringify(row)}`)
  }
}
