import { Download } from 'lucide-react'
import { buttonClasses } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { ImportView } from '@/lib/data/imports/imports'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { isUnrecognised } from '../import-words'

export interface Rejection {
  line: number
  reason: string
  excerpt: string
}

/** What could not be used: line, reason, and what stood there. */
export function Rejections({ view, rejections }: { view: ImportView; rejections: readonly Rejection[] }) {
  if (view.rejected === 0) return null
  return (
    <Section
      id="rejected"
      title={
        isUnrecognised(view)
          ? 'Why it was not recognised'
          : `${formatCountOf(view.rejected, 'row')} could not be used`
      }
      hint={hintOf(view, rejections.length)}
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

function hintOf(view: ImportView, shown: number): string | undefined {
  const first =
    view.rejected > shown ? `The first ${formatCount(shown)} of ${formatCount(view.rejected)}.` : undefined
  const rest = view.observations > 0 ? 'Everything else in the file is not affected.' : undefined
  return [first, rest].filter(Boolean).join(' ') || undefined
}
