'use client'

import { useRouter } from 'next/navigation'
import { AlertObject } from '@/components/alerts/alert-object'
import { SeverityMark } from '@/components/alerts/severity-mark'
import type { Column } from '@/components/data-table/column'
import { ListView } from '@/components/data-table/list-view'
import { EmptyState } from '@/components/feedback/empty-state'
import { Badge, type Tone } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import type { AlertState } from '@/lib/activation/alert/alert'
import { STATE_WORDS } from '@/lib/activation/alert/alert-words'
import type { AlertRow } from '@/lib/data/alerts/alerts-list'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { ShownList } from '@/lib/format/shown-list'
import { AlertActions } from './alert-dialogs'

const TONES: Readonly<Record<AlertState, Tone>> = {
  open: 'bad',
  acknowledged: 'accent',
  unknown: 'silent',
  snoozed: 'neutral',
  muted: 'neutral',
  suppressed: 'neutral',
  closed: 'ok',
}

const COLUMNS: readonly Column<AlertRow>[] = [
  {
    id: 'alert',
    header: 'Alert',
    always: true,
    minWidth: '18rem',
    cell: ({ id, text, title, rule }) => (
      <>
        <Link href={paths.alert(id)} className="font-medium link">
          {text}
        </Link>
        <small>
          {rule} {title}
        </small>
      </>
    ),
  },
  {
    id: 'severity',
    header: 'Severity',
    sortKey: 'severity',
    startsDescending: true,
    cell: ({ severity }) => <SeverityMark severity={severity} />,
  },
  {
    id: 'state',
    header: 'State',
    cell: ({ state }) => <Badge tone={TONES[state]}>{STATE_WORDS[state]}</Badge>,
  },
  {
    id: 'about',
    header: 'About',
    sortKey: 'about',
    cut: true,
    optional: true,
    cell: (row) => <AlertObject about={row} />,
  },
  { id: 'assignee', header: 'Who is on it', nowrap: true, cell: ({ assignee }) => assignee ?? nothing },
  {
    id: 'opened',
    header: 'Opened',
    sortKey: 'opened',
    startsDescending: true,
    nowrap: true,
    cell: ({ openedAt }) => <Time at={openedAt} inList />,
  },
  {
    id: 'last',
    header: 'Last evidence',
    sortKey: 'last',
    startsDescending: true,
    nowrap: true,
    wideOnly: true,
    cell: ({ lastAt }) => <Time at={lastAt} inList />,
  },
  {
    id: 'occurrences',
    header: 'Times',
    sortKey: 'occurrences',
    startsDescending: true,
    numeric: true,
    wideOnly: true,
    cell: ({ occurrences }) => formatCount(occurrences),
  },
  {
    id: 'closed',
    header: 'Closed',
    optional: true,
    nowrap: true,
    cell: ({ closedAt }) => (closedAt ? <Time at={closedAt} inList /> : nothing),
  },
]

interface AlertsTableProps {
  shown: ShownList<AlertRow>
  people: readonly { id: string; name: string }[]
  mayAct: boolean
}

/** Every alert, with what can be done with several at once. */
export function AlertsTable({ shown, people, mayAct }: AlertsTableProps) {
  const router = useRouter()
  return (
    <ListView
      label="Alerts"
      shown={shown}
      columns={COLUMNS}
      rowId={({ id }) => String(id)}
      empty={
        <EmptyState kind="noData" title="No alert is open">
          Everything is judged after each import and every quarter of an hour.
        </EmptyState>
      }
      actions={(ids, clear) =>
        mayAct && (
          <AlertActions
            ids={ids}
            people={people}
            onDone={() => {
              clear()
              router.refresh()
            }}
          />
        )
      }
    />
  )
}
