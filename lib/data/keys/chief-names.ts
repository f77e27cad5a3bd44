import { groupHostNames } from '@/lib/activation/kms/host-state'
import type { SqlRunner } from '../rows'

/** The name a host is called by, of any of its names. */
export type ChiefOf = (name: string) => string

/**
 * What the console calls a host that goes by several names: 'kms01' and 'kms01.corp.example' are one host and use
 * one place in a register. The rule and a person's decisions are those of the list of KMS hosts.
 * @param more names that are in no table yet.
 */
export async function loadChiefNames(sql: SqlRunner, more: readonly string[] = []): Promise<ChiefOf> {
  const names = await sql.rows<{ name: string; isRegistered: boolean }>(
    `SELECT n.name, r.name IS NOT NULL AS is_registered
       FROM (SELECT name FROM kms_host UNION SELECT name FROM kms_host_registration
             UNION SELECT host FROM host_key_activation) n
       LEFT JOIN kms_host_registration r ON r.name = n.name`,
  )
  const decisions = await sql.rows<{ name: string; sameAs: string | null }>(
    'SELECT name, same_as FROM kms_host_name',
  )
  const groups = groupHostNames(
    [...names.map(({ name }) => name), ...more],
    new Set(names.filter(({ isRegistered }) => isRegistered).map(({ name }) => name)),
    new Map(decisions.map(({ name, sameAs }) => [name, sameAs])),
  )
  const chiefs = new Map(groups.flatMap((members) => members.map((name) => [name, members[0] ?? name])))
  return (name) => chiefs.get(name) ?? name
}
