import { Download } from 'lucide-react'
import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { buttonClasses } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import type { ImportView } from '@/lib/data/imports/imports'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { isUnrecognised } from '../import-state'

export interface Rejection {
  seq: number
  line: number
  reason: string
  excerpt: string
}

const columnsOf = ({ format }: ImportView): Column<Rejection>[] => [
  {
    id: 'line',
    header: format === 'evtx' ? 'Record' : 'Line',
    numeric: true,
    cell: ({ line }) => formatCount(line),
  },
  { id: 'reason', header: 'Reason', minWidth: '16rem', cell: ({ reason }) => reason },
  {
    id: 'excerpt',
    header: 'Text of the line',
    minWidth: '16rem',
    cell: ({ excerpt }) => <code className="font-mono text-xs break-all whitespace-pre-wrap">{excerpt}</code>,
  },
]

/** What could not be used, or only in part: line, reason, and the text of the line. */
export function Rejections({ view, rejections }: { view: ImportView; rejections: readonly Rejection[] }) {
  if (view.rejected === 0) return null
  return (
    <Section
      id="rejected"
      title={
        isUnrecognised(view)
          ? 'Why it was not recognised'
          : `${formatCountOf(view.rejected, 'row')} not used, or only in part`
      }
      hint={hintOf(view, rejections.length)}
      actions={
        <a href={paths.api.importRejections(view.id)} download className={buttonClasses({})}>
          <Download aria-hidden className="size-4 shrink-0" />
          Download as CSV
        </a>
      }
    >
      <DataTable
        label="Rejected rows"
        columns={columnsOf(view)}
        rows={rejections}
        rowId={({ seq }) => String(seq)}
      />
    </Section>
  )
}

function hintOf(view: ImportView, shown: number): string | undefined {
  const first =
    view.rejected > shown ? `The first ${formatCount(shown)} of ${formatCount(view.rejected)}.` : undefined
  const rest = view.observations > 0 ? 'The rest of the file is not affected.' : undefined
  return [first, rest].filter(Boolean).join(' ') || undefined
}
