import { ALERT_KINDS } from '@/lib/activation/alert/alert-table'
import { isWithin } from '../belonging/within'
import type { DataReader, Permission, PersonReader } from '../permission'
import type { SqlValues } from '../sql-text'

/** What a reader must be able to see besides, to see alerts about it. */
const PERMISSION_OF_OBJECT: Readonly<Record<string, Permission>> = {
  kmsHost: 'kmsHost.read',
  product: 'kmsHost.read',
  key: 'ledger.read',
  package: 'exchange.read',
  zone: 'discovery.read',
  source: 'import.read',
  import: 'import.read',
  token: 'token.read',
  channel: 'channel.read',
  schedule: 'channel.read',
  person: 'audit.read',
}

/** Rules about the console itself, whose object kind says too little. */
const PERMISSION_OF_RULE: Readonly<Record<string, Permission>> = {
  A35: 'user.change',
  A36: 'plan.read',
  A37: 'user.change',
}

/** Rules whose alerts this reader does not see. */
function hiddenRules(reader: DataReader): string[] {
  return ALERT_KINDS.filter(({ rule, objectKind }) => {
    const needed = PERMISSION_OF_RULE[rule] ?? PERMISSION_OF_OBJECT[objectKind]
    return needed !== undefined && !reader.can(needed)
  }).map(({ rule }) => rule)
}

/** The condition on `alert a` that leaves what the reader may see: of whoever is limited to sites, those about their machines. */
export function visibleTo(reader: DataReader, values: SqlValues): string {
  const shown = `a.rule <> ALL(${values.add(hiddenRules(reader))}::text[])`
  if (reader.sites === undefined) return shown
  return `${shown} AND a.object_kind = 'client'
    AND EXISTS (SELECT FROM client c WHERE c.name = a.object AND ${isWithin(reader.sites, values, 'c.site_id')})`
}

/** The same without the kinds that the person switched off for themselves. */
export function wantedBy(reader: DataReader | PersonReader, values: SqlValues): string {
  const id = 'id' in reader ? reader.id : null
  const visible = visibleTo(reader, values)
  return id === null
    ? visible
    : `${visible} AND a.rule NOT IN (SELECT m.rule FROM alert_mute m WHERE m.user_id = ${values.add(id)})`
}
