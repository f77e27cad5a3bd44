import type { RuleKind } from '@/lib/activation/belonging/belonging-rule'
import type { Transaction } from '../audit'
import { type DataReader, mustBeAble } from '../permission'
import { onPrisma, onReadPool, readRows, type SqlRunner } from '../rows'
import { escapeLike } from '../sql-text'

/** What a rule says of the machines it means. null = nothing, '' = none. */
export interface RuleSays {
  site: string | null
  owner: string | null
  department: string | null
  tags: string[]
}

export interface BelongingRule extends RuleSays {
  id: string
  position: number
  kind: RuleKind
  /** as entered */
  pattern: string
}

/** So many machines are counted; beyond them it is "more than". */
export const COUNTED_LIVE = 60_000

/** Machines that match, as far as they were counted. */
export interface Matching {
  machines: number
  isExact: boolean
}

export interface BelongingRules {
  rules: (BelongingRule & { matching: Matching })[]
  /** machines that the rules of now have not reached yet; 0 = all are done */
  left: number
  /** lists and people have said something of so many names, of which some are not in the record */
  words: { byHand: number; byList: number; waiting: number }
}

const COLUMNS = 'id, position, kind, pattern, like_pattern, site, owner, department, tags'

/** The rules in their order, each with the machines it means. Throws NotPermitted without `fleet.read`. */
export async function loadBelongingRules(reader: DataReader): Promise<BelongingRules> {
  mustBeAble(reader, 'fleet.read')
  const rows = await readRows<BelongingRule & { likePattern: string }>(
    `SELECT ${COLUMNS} FROM belonging_rule ORDER BY position`,
  )
  const rules: BelongingRules['rules'] = []
  for (const { likePattern, ...rule } of rows) {
    rules.push({ ...rule, matching: await countMeant(onReadPool, { kind: rule.kind, like: likePattern }) })
  }
  const [row] = await readRows<{ left: number } & BelongingRules['words']>(
    `SELECT (SELECT count(*)::int FROM belonging_due)
              + coalesce((SELECT greatest(0, (SELECT max(id) FROM client) - next_id + 1) FROM belonging_state), 0)::int AS left,
            count(*) FILTER (WHERE source = 'hand')::int AS by_hand, count(*) FILTER (WHERE source = 'list')::int AS by_list,
            count(*) FILTER (WHERE NOT EXISTS (SELECT FROM client_name n WHERE n.name = w.name))::int AS waiting
       FROM belonging_word w`,
  )
  const { left = 0, byHand = 0, byList = 0, waiting = 0 } = row ?? {}
  return { rules, left, words: { byHand, byList, waiting } }
}

/** Machines that a rule means, by what is quickest for its kind. */
export async function countMeant(
  db: SqlRunner,
  { kind, like }: { kind: RuleKind; like: string },
): Promise<Matching> {
  const [row] = await db.rows<{ machines: number }>(
    kind === 'zone'
      ? `SELECT coalesce(sum(clients), 0)::int AS machines FROM fleet_domain
          WHERE domain = $1 OR right(domain, length($1) + 1) = '.' || $1`
      : `SELECT count(*)::int AS machines FROM (${kind === 'ou' ? PLACED : NAMED} LIMIT ${COUNTED_LIVE + 1}) m`,
    kind === 'ou' ? [like, `${escapeLike(like)}/%`] : [like],
  )
  const machines = row?.machines ?? 0
  if (kind === 'zone' || machines <= COUNTED_LIVE) return { machines, isExact: true }
  return { machines: COUNTED_LIVE, isExact: false }
}

const NAMED = `SELECT FROM client WHERE name LIKE $1 OR split_part(name, '.', 1) LIKE $1`
const PLACED = `
  SELECT DISTINCT n.client_id FROM directory_computer d JOIN client_name n ON n.name = d.name
   WHERE d.gone_at IS NULL AND (d.place = $1 OR d.place LIKE $2)`

export async function findRule(tx: Transaction, id: string): Promise<BelongingRule | undefined> {
  const [rule] = await onPrisma(tx).rows<BelongingRule>(
    `SELECT ${COLUMNS} FROM belonging_rule WHERE id = $1::uuid FOR UPDATE`,
    [id],
  )
  return rule
}

/** The one before or after it in the order. */
export async function neighbourOf(
  tx: Transaction,
  { position }: BelongingRule,
  direction: 'up' | 'down',
): Promise<BelongingRule | undefined> {
  const [rule] = await onPrisma(tx).rows<BelongingRule>(
    direction === 'up'
      ? `SELECT ${COLUMNS} FROM belonging_rule WHERE position < $1 ORDER BY position DESC LIMIT 1 FOR UPDATE`
      : `SELECT ${COLUMNS} FROM belonging_rule WHERE position > $1 ORDER BY position LIMIT 1 FOR UPDATE`,
    [position],
  )
  return rule
}
