import type { BelongingField } from '@/lib/activation/belonging/belonging'
import type { RuleKind } from '@/lib/activation/belonging/belonging-rule'
import { readRows } from '../rows'
import { resolved } from './resolve-sql'

/** Who says it: a person, a list or a rule. */
export type BelongingSource =
  | { by: 'hand'; who: string; at: string }
  | { by: 'list'; who: string; at: string; fileName: string }
  | { by: 'rule'; kind: RuleKind; pattern: string }

/** Where a machine belongs and who says so; null where nobody says anything, or somebody says that there is none. */
export interface MachineBelonging {
  fields: Record<BelongingField, { value: string | null; source: BelongingSource | null }>
  tags: string[]
}

type Origins = Record<`${BelongingField}From`, string | null>
type Resolved = Record<BelongingField, string | null> & Origins & { tags: string[] | null }

/** As words and rules say it now. The caller has checked the permission. */
export async function loadMachineBelonging(clientId: number): Promise<MachineBelonging> {
  const [[told], words, rules] = await Promise.all([
    readRows<Resolved>(resolved('$1'), [[clientId]]),
    readRows<
      { source: 'hand' | 'list'; who: string; at: string; fileName: string | null } & Record<
        BelongingField,
        string | null
      >
    >(
      `SELECT w.source, w.told_by AS who, w.told_at AS at, w.file_name, w.site, w.owner, w.department
         FROM client_name n JOIN belonging_word w ON w.name = n.name WHERE n.client_id = $1 ORDER BY w.told_at DESC`,
      [clientId],
    ),
    readRows<{ id: string; kind: RuleKind; pattern: string }>('SELECT id, kind, pattern FROM belonging_rule'),
  ])
  const sourceOf = (field: BelongingField): BelongingSource | null => {
    const from = told?.[`${field}From`]
    const word = words.find(({ source, ...says }) => source === from && says[field] !== null)
    if (word?.source === 'hand') return { by: 'hand', who: word.who, at: word.at }
    if (word) return { by: 'list', who: word.who, at: word.at, fileName: word.fileName ?? '' }
    const rule = rules.find(({ id }) => id === from)
    return rule ? { by: 'rule', kind: rule.kind, pattern: rule.pattern } : null
  }
  const fieldOf = (field: BelongingField) => ({ value: told?.[field] || null, source: sourceOf(field) })
  return {
    fields: { site: fieldOf('site'), owner: fieldOf('owner'), department: fieldOf('department') },
    tags: told?.tags ?? [],
  }
}
