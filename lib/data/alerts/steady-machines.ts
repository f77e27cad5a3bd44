/**
 * A round of everything reads only the machines of which something new may be said: whose facts are not those of the last round,
 * of which time may have changed something, or whose alert waits for something else. Half a million alerts that stand as they
 * stood are neither read nor compared.
 */
import { createHash } from 'node:crypto'
import { ALERT_KINDS } from '@/lib/activation/alert/alert-table'
import { CAUSES } from '@/lib/activation/alert/cause-table'
import { type MachineFacts, steadyUntil } from '@/lib/activation/alert/machine-rules'
import { RENEWAL_INTERVAL_MINUTES } from '@/lib/activation/kms/timers'
import type { KmsHostRow } from '../kms-hosts/host-shapes'
import { pool } from '../pool'
import { readRows, rowsOf } from '../rows'
import { SqlValues } from '../sql-text'
import { inTransaction } from '../transaction'
import type { RulesInForce } from './alert-rules'
import { mayGoOn } from './alert-store'
import { MACHINE_RULES, missedIn } from './judge-fleet'
import { machineFacts } from './machine-facts'
import type { Stretch } from './stretches'

/** Causes that are open, with their alerts: 'A1 kms01'. */
export type OpenCauses = ReadonlyMap<string, number>

/** What a round of everything can build on. */
export interface Ground {
  /** when the last one was */
  since: Date
  /** causes that are open now */
  causes: OpenCauses
}

/** What all machines are judged by beside their facts, in one word: rules with their limits, names of hosts, windows of maintenance. */
export function groundWord(
  rules: RulesInForce,
  hosts: readonly KmsHostRow[],
  windows: readonly string[],
): string {
  const said = [
    ALERT_KINDS.map(({ rule }) => [rule, rules.isOn(rule), rules.limits(rule)]),
    hosts.map(({ name, names }) => [name, names]),
    windows,
  ]
  return createHash('sha256').update(JSON.stringify(said)).digest('base64')
}

/**
 * What this round can build on; undefined where everything is to be judged anew. It is taken away, since a round that is broken
 * off leaves nothing to build on, until `noteGround`.
 */
export async function takeGround(word: string, causes: OpenCauses, now: Date): Promise<Ground | undefined> {
  const [last] = await rowsOf<{ at: string; ground: string | null }>(
    pool(),
    'WITH last AS (SELECT at, ground FROM alert_round) UPDATE alert_round SET ground = NULL FROM last RETURNING last.at, last.ground',
    [],
  )
  // One that lies ahead was made before the clock was set back.
  const holds = last?.ground === word && Date.parse(last.at) <= now.getTime()
  if (last && holds) return { since: new Date(last.at), causes }
  await pool().query('TRUNCATE machine_judgement')
  return undefined
}

/** Notes that the next round of everything can build on this one. */
export async function noteGround(word: string): Promise<void> {
  await pool().query('UPDATE alert_round SET ground = $1', [word])
}

/** Forgets what machines of a stretch were judged by: their alerts are written by another round than one of everything. */
export async function forgetJudged(stretch: Stretch): Promise<void> {
  const values = new SqlValues()
  await pool().query(
    `DELETE FROM machine_judgement j USING client c WHERE c.id = j.client_id AND ${stretch('c.name', values)}`,
    values.list,
  )
}

/** Machines to judge. */
export interface Unsteady {
  facts: MachineFacts[]
  /** of the machines of the facts, and of those that are well since */
  names: string[]
  marks: readonly Mark[]
}

interface Mark {
  machine: string
  clientId: number
  /** null = it is well, and in no list of facts */
  hash: string | null
}

/** The machines of a stretch of which something new may be said: all of them where there is no ground. */
export async function loadUnsteady(
  now: Date,
  rules: RulesInForce,
  stretch: Stretch,
  ground: Ground | undefined,
): Promise<Unsteady> {
  const rows = await unsteadyRows(now, rules, stretch, ground)
  const marks = new Map(rows.map(({ machine, clientId, hash }) => [machine, { machine, clientId, hash }]))
  return {
    facts: rows.filter(({ licenseId }) => licenseId !== null),
    names: [...marks.keys()],
    marks: [...marks.values()],
  }
}

type UnsteadyRow = MachineFacts & Mark & { licenseId: number | null }

/** What the rules see of a license, but of the log of its host only how many renewals it missed by it: each request moves the log on. */
const SEEN = `license_id, machine, is_beside, condition, status, channel, product, reason, observed_at, last_renewed_at,
  renewal_interval_minutes, kms_host, expires_at,
  floor(extract(epoch FROM greatest(observed_at, host_heard_at, last_renewed_at) - last_renewed_at)
        / (60 * coalesce(renewal_interval_minutes, ${RENEWAL_INTERVAL_MINUTES})))`

function unsteadyRows(
  now: Date,
  rules: RulesInForce,
  stretch: Stretch,
  ground: Ground | undefined,
): Promise<UnsteadyRow[]> {
  const values = new SqlValues()
  const facts = machineFacts(values, { now, missed: missedIn(rules), stretch })
  const seen = `facts AS MATERIALIZED (${facts}),
     seen AS (SELECT client_id, machine, bit_xor(hash_record_extended(ROW(${SEEN}), 0)) AS hash FROM facts GROUP BY 1, 2)`
  if (!ground) {
    return readRows<UnsteadyRow>(
      `WITH ${seen} SELECT f.*, s.hash::text FROM facts f JOIN seen s ON s.client_id = f.client_id`,
      values.list,
    )
  }
  return readRows<UnsteadyRow>(
    `WITH ${seen},
     judged AS (SELECT j.*, c.name FROM machine_judgement j JOIN client c ON c.id = j.client_id WHERE ${stretch('c.name', values)}),
     restless AS MATERIALIZED (${restless(values, { now, stretch, ground })}),
     unsteady AS (
       SELECT coalesce(s.client_id, j.client_id) AS client_id, coalesce(s.machine, j.name) AS name, s.hash
         FROM seen s FULL JOIN judged j ON j.client_id = s.client_id
        WHERE s.hash IS DISTINCT FROM j.facts_hash OR j.steady_until <= ${values.add(now)}
           OR coalesce(s.client_id, j.client_id) IN (SELECT id FROM restless)
        UNION SELECT id, name, NULL FROM restless WHERE id NOT IN (SELECT client_id FROM seen))
     SELECT f.*, u.client_id, u.name AS machine, u.hash::text FROM unsteady u LEFT JOIN facts f ON f.client_id = u.client_id`,
    values.list,
  )
}

const SILENCING = CAUSES.filter(({ silences }) => silences.some((rule) => MACHINE_RULES.includes(rule)))

/**
 * Machines whose alert waits for more than facts: the end of a snooze or of a day of calm, a cause that silences it or no longer does, maintenance.
 * And what a person closed since, which may be well already.
 */
function restless(
  values: SqlValues,
  { now, stretch, ground }: { now: Date; stretch: Stretch; ground: Ground },
): string {
  const silenced = [...ground.causes.keys()].flatMap((name) => {
    const [rule = '', object = ''] = name.split(/ (.*)/)
    return SILENCING.some(({ cause }) => cause === rule) ? [object] : []
  })
  return `SELECT c.id, c.name FROM alert a JOIN client c ON c.name = a.object
           WHERE a.object_kind = 'client' AND a.rule = ANY(${values.add(MACHINE_RULES)}) AND ${stretch('a.object', values)}
             AND CASE WHEN a.state = 'closed'
                      THEN a.closed_how = 'byHand' AND a.calm_since IS NULL AND a.closed_at >= ${values.add(ground.since)}
                      ELSE a.snoozed_until <= ${values.add(now)} OR a.calm_since IS NOT NULL OR a.state = 'muted'
                        OR (a.suppressed_by IS NOT NULL AND a.suppressed_by <> ALL(${values.add([...ground.causes.values()])}))
                        OR (a.suppressed_by IS NULL AND coalesce(a.host, a.object) = ANY(${values.add(silenced)})) END`
}

/** Machines with an alert that are in the record no more. */
export async function loadGone(now: Date): Promise<string[]> {
  const values = new SqlValues()
  const rows = await readRows<{ object: string }>(
    `SELECT DISTINCT object FROM alert a
      WHERE object_kind = 'client' AND rule = ANY(${values.add(MACHINE_RULES)}) AND ${mayGoOn(now, values)}
        AND NOT EXISTS (SELECT FROM client c WHERE c.name = a.object)`,
    values.list,
  )
  return rows.map(({ object }) => object)
}

/** Keeps what these machines were judged by, but for those whose alerts were not saved. */
export async function noteJudged(
  { facts, marks }: Unsteady,
  now: Date,
  unsaved: ReadonlySet<string>,
): Promise<void> {
  const until = new Map<string, number>()
  for (const one of facts) {
    const steady = steadyUntil(one, now.getTime())
    until.set(one.machine, Math.min(until.get(one.machine) ?? steady, steady))
  }
  const saved = marks.filter(({ machine }) => !unsaved.has(machine))
  const judged = saved.filter(({ hash }) => hash !== null)
  const well = saved.filter(({ hash }) => hash === null)
  await inTransaction(async (db) => {
    await db.query(
      `INSERT INTO machine_judgement (client_id, facts_hash, steady_until)
       SELECT * FROM unnest($1::int[], $2::bigint[], $3::timestamptz[])
           ON CONFLICT (client_id) DO UPDATE SET facts_hash = excluded.facts_hash, steady_until = excluded.steady_until`,
      [
        judged.map(({ clientId }) => clientId),
        judged.map(({ hash }) => hash),
        judged.map(({ machine }) => new Date(until.get(machine) ?? now.getTime()).toISOString()),
      ],
    )
    await db.query('DELETE FROM machine_judgement WHERE client_id = ANY($1::int[])', [
      well.map(({ clientId }) => clientId),
    ])
  })
}
