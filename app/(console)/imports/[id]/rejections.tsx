import { Download } from 'lucide-react'
import { buttonClasses } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import type { ImportView } from '../import-view'

export interface Rejection {
  line: number
  reason: string
  excerpt: string
}

/** What could not be used: line, reason, and what stood there. */
export function Rejections({ view, rejections }: { view: ImportView; rejections: readonly Rejection[] }) {
  if (view.rejected === 0) return null
  const hint =
    view.rejected > rejections.length
      ? `The first ${formatCount(rejections.length)} of ${formatCount(view.rejected)}. Everything else in the file is not affected.`
      : 'Everything else in the file is not affected.'
  return (
    <Section
      id="rejected"
      title={`${formatCountOf(view.rejected, 'row')} could not be used`}
      hint={hint}
      actions={
        <a
          href={paths.api.importRejections(view.id)}
          download
          className={buttonClasses({ look: 'secondary' })}
        >
          <Download aria-hidden className="size-4 shrink-0" />
          Download as CSV
        </a>
      }
    >
      <Table label="Rejected rows">
        <TableHead>
          <tr>
            <HeaderCell numeric>Line</HeaderCell>
            <HeaderCell>Reason</HeaderCell>
            <HeaderCell>What stands there</HeaderCell>
          </tr>
        </TableHead>
        <TableBody>
          {rejections.map((rejection, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: rows are only ever added at the end
            <TableRow key={index}>
              <Cell numeric className="tabular-nums">
                {formatCount(rejection.line)}
              </Cell>
              <Cell className="min-w-64">{rejection.reason}</Cell>
              <Cell className="min-w-64">
                <code className="font-mono text-xs break-all whitespace-pre-wrap">{rejection.excerpt}</code>
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}
