import { OWNER_WORD } from '@/components/license/reason-words'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { ReasonExplanation } from '@/lib/activation/reason/explain-reason'
import { paths } from '@/lib/format/paths'
import { ClientsWithReason } from './clients-with-reason'
import { SeverityMark } from './severity-mark'

interface FoundCodesProps {
  label: string
  rows: readonly ReasonExplanation[]
  clients: ReadonlyMap<string, number>
}

/** Reason codes as a list; each leads to all that is known of it. */
export function FoundCodes({ label, rows, clients }: FoundCodesProps) {
  return (
    <Table label={label}>
      <TableHead>
        <tr>
          <HeaderCell>Code</HeaderCell>
          <HeaderCell>Meaning</HeaderCell>
          <HeaderCell>Severity</HeaderCell>
          <HeaderCell>Who can help</HeaderCell>
          <HeaderCell numeric>Clients</HeaderCell>
          <HeaderCell>Source</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.code}>
            <Cell>
              <Link href={paths.reference({ q: row.code })} className="link font-mono">
                {row.code}
              </Link>
            </Cell>
            <Cell className="min-w-64">{row.meaning}</Cell>
            <Cell>
              <SeverityMark severity={row.severity} />
            </Cell>
            <Cell className="whitespace-nowrap first-letter:uppercase">
              {OWNER_WORD[row.owner] || <span className="text-ink-faint">nobody needs to</span>}
            </Cell>
            <Cell numeric>
              <ClientsWithReason code={row.code} clients={clients.get(row.code)} />
            </Cell>
            <Cell className="min-w-72 text-ink-soft">{row.source}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
