import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { AuditRow } from '@/lib/data/audit'
import { actionWords, changesOf, subjectName } from '@/lib/data/audit-words'
import { paths } from '@/lib/format/paths'

/** Who, what to what, what it changed, when. */
export function AuditTable({ entries }: { entries: readonly AuditRow[] }) {
  return (
    <Table label="Audit entries">
      <TableHead>
        <tr>
          <HeaderCell>When</HeaderCell>
          <HeaderCell>Who</HeaderCell>
          <HeaderCell>What</HeaderCell>
          <HeaderCell>Details</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {entries.map((entry) => (
          <TableRow key={String(entry.id)}>
            <Cell>
              <Time at={entry.at} />
            </Cell>
            <Cell className="whitespace-nowrap">
              <Link href={paths.audit({ actor: entry.actorName })} className="hover:underline">
                {entry.actorName}
              </Link>
            </Cell>
            <Cell className="min-w-56">
              {actionWords(entry.action)} <Subject entry={entry} />
            </Cell>
            <Cell className="min-w-64 text-ink-soft">
              {[...changesOf(entry.before, entry.after), ...reasonOf(entry)].join('; ')}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

const ABOUT_ONESELF: ReadonlySet<string> = new Set(['session.start', 'user.join'])

function reasonOf(entry: AuditRow): string[] {
  return entry.reason ? [`reason: ${entry.reason}`] : []
}

/** Subjects with a page of their own; of others the log shows what else was done to them. */
const PAGE_OF_SUBJECT: Readonly<Record<string, (id: string) => string>> = {
  import: paths.import,
  key: paths.key,
}

function Subject({ entry }: { entry: AuditRow }) {
  const { subjectType, subjectId, action } = entry
  const name = subjectName(entry.before, entry.after)
  if (!subjectType || !subjectId || !name || ABOUT_ONESELF.has(action)) return null
  const page = PAGE_OF_SUBJECT[subjectType] ?? ((id) => paths.audit({ subject: `${subjectType}:${id}` }))
  return (
    <Link href={page(subjectId)} className="font-medium hover:underline">
      {name}
    </Link>
  )
}
