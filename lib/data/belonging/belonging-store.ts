import type { ListedBelonging } from '@/lib/activation/belonging/belonging-list'
import type { Transaction } from '../audit'
import { jsonText } from '../json-text'
import { onPrisma } from '../rows'
import type { SqlValues } from '../sql-text'

/** Has all machines looked at again, beginning with the next batch. */
export async function lookAtAll(tx: Transaction): Promise<void> {
  await tx.$executeRaw`UPDATE belonging_state SET in_use = true, next_id = 0`
}

/** From the first word on every machine is looked at. */
async function startUse(tx: Transaction): Promise<void> {
  await tx.$executeRaw`UPDATE belonging_state SET in_use = true, next_id = 0 WHERE NOT in_use`
}

/** What is said by hand of some machines. Absent: stays as it is; '': none. */
export interface HandWords {
  site?: string | undefined
  owner?: string | undefined
  department?: string | undefined
  addTags: readonly string[]
  removeTags: readonly string[]
  /** what was said by hand before is forgotten first */
  forget: boolean
}

export interface Told {
  at: Date
  by: string
}

/** Says it of all machines that `where` finds; returns how many that are. */
export async function sayByHand(
  tx: Transaction,
  { where, values }: { where: string; values: SqlValues },
  words: HandWords,
  told: Told,
): Promise<number> {
  await startUse(tx)
  const chosen = `SELECT id, name FROM client WHERE ${where}`
  if (words.forget) {
    await tx.$executeRawUnsafe(
      `DELETE FROM belonging_word w USING client_name n, (${chosen}) c
        WHERE w.source = 'hand' AND w.name = n.name AND n.client_id = c.id`,
      ...values.list,
    )
  }
  const due = await tx.$executeRawUnsafe(
    `WITH chosen AS (${chosen}) INSERT INTO belonging_due SELECT id FROM chosen ORDER BY id
         ON CONFLICT (client_id) DO UPDATE SET client_id = excluded.client_id`,
    ...values.list,
  )
  const { site = null, owner = null, department = null, addTags, removeTags } = words
  const saysNothing =
    site === null && owner === null && department === null && addTags.length + removeTags.length === 0
  if (saysNothing) return due
  const [s, o, d] = [site, owner, department].map((value) => `${values.add(value)}::text`)
  const [added, removed] = [addTags, removeTags].map((tags) => `${values.add(tags)}::text[]`)
  await tx.$executeRawUnsafe(
    `INSERT INTO belonging_word AS w (name, source, site, owner, department, tags, tags_off, told_at, told_by)
     SELECT name, 'hand', ${s}, ${o}, ${d}, ${added}, ${removed}, ${values.add(told.at)}::timestamptz, ${values.add(told.by)}
       FROM (${chosen}) c ORDER BY name
         ON CONFLICT (name, source) DO UPDATE SET
            site = coalesce(excluded.site, w.site), owner = coalesce(excluded.owner, w.owner),
            department = coalesce(excluded.department, w.department),
            tags = ARRAY(SELECT unnest(w.tags) UNION SELECT unnest(excluded.tags) EXCEPT SELECT unnest(excluded.tags_off) ORDER BY 1),
            tags_off = ARRAY(SELECT unnest(w.tags_off) UNION SELECT unnest(excluded.tags_off) EXCEPT SELECT unnest(excluded.tags) ORDER BY 1),
            told_at = excluded.told_at, told_by = excluded.told_by`,
    ...values.list,
  )
  return due
}

/** The machine that a host of a list means. */
export interface MeantMachine {
  host: string
  /** as it is called in the record; null while nothing is called that */
  name: string | null
  /** several machines have that first label */
  machines: number
}

const CHUNK = 10_000

/** By its whole name, also an earlier one; a short name by the first label, where only one machine has it. */
export async function machinesMeant(tx: Transaction, hosts: readonly string[]): Promise<MeantMachine[]> {
  const meant: MeantMachine[] = []
  for (let start = 0; start < hosts.length; start += CHUNK) {
    meant.push(
      ...(await onPrisma(tx).rows<MeantMachine>(
        `SELECT a.name AS host, coalesce(e.name, l.name) AS name,
                CASE WHEN e.name IS NOT NULL THEN 1 ELSE l.machines END AS machines
           FROM unnest($1::text[]) a(name)
           LEFT JOIN LATERAL (SELECT c.name FROM client_name n JOIN client c ON c.id = n.client_id WHERE n.name = a.name) e ON true
           LEFT JOIN LATERAL (
             SELECT min(c.name) AS name, count(DISTINCT c.id)::int AS machines
               FROM client_name n JOIN client c ON c.id = n.client_id
              WHERE e.name IS NULL AND split_part(n.name, '.', 1) = a.name) l ON true`,
        [hosts.slice(start, start + CHUNK)],
      )),
    )
  }
  return meant
}

/** Saves what a list says; a field without a value stays as an earlier list said it. */
export async function sayByList(
  tx: Transaction,
  lines: readonly (ListedBelonging & { name: string })[],
  { at, by, fileName }: Told & { fileName: string },
): Promise<void> {
  await startUse(tx)
  for (let start = 0; start < lines.length; start += CHUNK) {
    const chunk = jsonText(lines.slice(start, start + CHUNK))
    await tx.$executeRawUnsafe(
      `INSERT INTO belonging_word AS w (name, source, site, owner, department, tags, told_at, told_by, file_name)
       SELECT DISTINCT ON (l.name) l.name, 'list', l.site, l.owner, l.department, coalesce(l.tags, '{}'), $2::timestamptz, $3, $4
         FROM jsonb_to_recordset($1::jsonb) AS l(name text, site text, owner text, department text, tags text[])
        ORDER BY l.name
           ON CONFLICT (name, source) DO UPDATE SET
              site = coalesce(excluded.site, w.site), owner = coalesce(excluded.owner, w.owner),
              department = coalesce(excluded.department, w.department),
              tags = CASE WHEN excluded.tags = '{}' THEN w.tags ELSE excluded.tags END,
              told_at = excluded.told_at, told_by = excluded.told_by, file_name = excluded.file_name`,
      ...[chunk, at, by, fileName],
    )
    await tx.$executeRawUnsafe(
      `INSERT INTO belonging_due SELECT DISTINCT n.client_id
         FROM jsonb_to_recordset($1::jsonb) AS l(name text) JOIN client_name n ON n.name = l.name AND n.client_id IS NOT NULL ORDER BY 1
           ON CONFLICT DO NOTHING`,
      chunk,
    )
  }
}
