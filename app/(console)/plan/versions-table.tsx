import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Notice } from '@/components/feedback/notice'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import { sayDay } from '@/lib/activation/words/say-date'
import type { PlanView } from '@/lib/data/plan/plan-page'
import type { PlanVersionRow } from '@/lib/data/plan/plan-store'
import { paths } from '@/lib/format/paths'

/** Every version, with a way to lay it beside the one that is shown. */
export function VersionsTable({
  versions,
  shown,
}: {
  versions: readonly PlanVersionRow[]
  shown: number | undefined
}) {
  const columns: readonly Column<PlanVersionRow>[] = [
    {
      id: 'number',
      header: 'Version',
      rowHeader: true,
      nowrap: true,
      cell: ({ number }) => <Link href={paths.plan({ version: number })}>Version {number}</Link>,
    },
    { id: 'note', header: 'Note', grow: true, minWidth: '14rem', cell: ({ note }) => note },
    { id: 'by', header: 'By', nowrap: true, cell: ({ madeBy }) => madeBy },
    { id: 'at', header: 'Saved', nowrap: true, cell: ({ madeAt }) => <Time at={madeAt} /> },
    { id: 'force', header: 'In force', cell: forceWords },
    {
      id: 'beside',
      header: 'Compare',
      nowrap: true,
      cell: ({ number }) =>
        shown === undefined || number === shown ? (
          nothing
        ) : (
          <Link className="link" href={paths.plan({ version: shown, beside: number })}>
            With version {shown}
          </Link>
        ),
    },
  ]
  return (
    <DataTable
      label="Versions of the plan"
      columns={columns}
      rows={versions}
      rowId={({ number }) => String(number)}
    />
  )
}

function forceWords({ inForceAt, inForceBy, endedAt, dueOn }: PlanVersionRow) {
  if (inForceAt === null) return nothing
  if (endedAt !== null) return `${sayDay(inForceAt)} to ${sayDay(endedAt)}`
  return `since ${sayDay(inForceAt)}, by ${inForceBy}${dueOn ? `; due ${sayDay(dueOn)}` : ''}`
}

const MARK = { add: '+', change: '~', remove: '−' } as const

/** What the shown version has that the other has not, and the other way round. */
export function ComparedVersions({
  number,
  compared,
}: {
  number: number | undefined
  compared: NonNullable<PlanView['compared']>
}) {
  const { changes } = compared
  return (
    <Notice title={`Version ${number} compared with version ${compared.number}`}>
      {changes.length === 0 ? (
        'They say the same.'
      ) : (
        <ul className="grid gap-1">
          {changes.map(({ kind, text }) => (
            <li key={`${kind} ${text}`} className="[overflow-wrap:anywhere]">
              <span className="font-mono">{MARK[kind]}</span> {text}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}
