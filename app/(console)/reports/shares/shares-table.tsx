'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { EmptyState } from '@/components/feedback/empty-state'
import { CopyButton } from '@/components/ui/copy-button'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import type { ShareRow } from '@/lib/data/reports/shares'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { isReportNumber, reportFacts } from '@/lib/format/reports'
import { RevokeShare } from './share-dialogs'

export interface ShownShare extends ShareRow {
  /** Of one that works, for those who may hand it on. */
  path: string | undefined
  /** why it does not work */
  ended: string | undefined
}

const COLUMNS: readonly Column<ShownShare>[] = [
  {
    id: 'report',
    header: 'Report',
    rowHeader: true,
    cell: ({ report, query, hidesNames }) => (
      <>
        <Link href={`${paths.report(report)}${query && `?${query}`}`}>
          <strong>{isReportNumber(report) ? reportFacts(report).title : report}</strong>
        </Link>
        <small>{hidesNames ? 'without names' : 'with names'}</small>
      </>
    ),
  },
  { id: 'for', header: 'For', minWidth: '10rem', cell: ({ audience }) => audience },
  {
    id: 'by',
    header: 'Shared by',
    cell: ({ createdBy, createdAt }) => (
      <>
        {createdBy}
        <small>
          <Time at={createdAt} />
        </small>
      </>
    ),
  },
  { id: 'ends', header: 'Ends', nowrap: true, cell: (share) => share.ended ?? <Time at={share.endsAt} /> },
  {
    id: 'opened',
    header: 'Opened',
    nowrap: true,
    cell: ({ openedAt, openings }) =>
      openedAt === null ? (
        nothing
      ) : (
        <>
          {formatCountOf(openings, 'time')}
          <small>
            <Time at={openedAt} />
          </small>
        </>
      ),
  },
  {
    id: 'actions',
    header: 'Actions',
    headerHidden: true,
    end: true,
    cell: ({ id, path }) =>
      path && (
        <span className="inline-flex gap-1">
          <CopyButton
            text={() => `${window.location.origin}${path}`}
            label="Copy link"
            withText
            look="quiet"
          />
          <RevokeShare shareId={id} />
        </span>
      ),
  },
]

/** The links, those that work first. */
export function SharesTable({ shares }: { shares: readonly ShownShare[] }) {
  return (
    <DataTable
      label="Shared reports"
      columns={COLUMNS}
      rows={shares}
      rowId={({ id }) => id}
      empty={
        <EmptyState kind="noData" title="No report is shared">
          Open a report and share it to hand it to somebody without an account.
        </EmptyState>
      }
    />
  )
}
