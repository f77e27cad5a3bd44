import type { Metadata } from 'next'
import { notFound } from 'next/navigation'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { exportOf, isExportName } from '@/lib/data/lists/export-list'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { formatDateTime } from '@/lib/format/dates'
import { listTitle, type ViewList } from '@/lib/format/views'
import { PrintButton } from './print-button'
import { PrintTable } from './print-table'

interface PrintPageProps {
  params: Promise<{ list: string }>
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

/** More pages than this nobody carries; CSV takes any number. */
const MOST_ROWS = 5_000

export async function generateMetadata({ params }: PrintPageProps): Promise<Metadata> {
  const { list } = await params
  return { title: isExportName(list) ? `${listTitle(list as ViewList)}, to print` : 'To print' }
}

/** All rows of a list, as it is filtered and sorted: what a page at a time cannot print. */
export default async function PrintPage({ params, searchParams }: PrintPageProps) {
  const [{ list }, search] = await Promise.all([params, searchParams])
  if (!isExportName(list)) notFound()
  const actor = await requireActor('fleet.export')
  const now = new Date()
  const { columns, batches } = await exportOf(actor, list, search, now)
  const { rows, isWhole } = await firstRows(batches)
  const texts = rows.map((row) => columns.map(({ value }) => value(row as never)))
  return (
    <div className="grid gap-4 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title={listTitle(list as ViewList)}
        description={`${isWhole ? formatCountOf(rows.length, 'row') : `The first ${formatCount(MOST_ROWS)} rows: export CSV for all of them`}. Made ${formatDateTime(now)}.`}
        actions={<PrintButton />}
      />
      <PrintTable
        label={listTitle(list as ViewList)}
        columns={columns.map(({ header, kind }) => ({ header, isTime: kind === 'time' }))}
        rows={texts}
      />
    </div>
  )
}

async function firstRows(batches: AsyncGenerator<readonly unknown[]>) {
  const rows: unknown[] = []
  for await (const batch of batches) {
    rows.push(...batch)
    if (rows.length <= MOST_ROWS) continue
    await batches.return(undefined)
    return { rows: rows.slice(0, MOST_ROWS), isWhole: false }
  }
  return { rows, isWhole: true }
}
