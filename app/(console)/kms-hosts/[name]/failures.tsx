import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { explainReason } from '@/lib/activation/reason/explain-reason'
import type { HostFailure } from '@/lib/data/kms-hosts/host-page'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** Why the host refused requests in the last 30 days. */
export function Failures({ failures }: { failures: HostFailure[] }) {
  if (failures.length === 0) return null
  return (
    <Section id="failures" title="Refusals" hint="Of the last 30 days, most frequent first.">
      <Table label="Refusals">
        <TableHead>
          <tr>
            <HeaderCell>Reason</HeaderCell>
            <HeaderCell>Meaning</HeaderCell>
            <HeaderCell numeric>Requests</HeaderCell>
            <HeaderCell>Last</HeaderCell>
          </tr>
        </TableHead>
        <TableBody>
          {failures.map(({ code, requests, lastAt }) => (
            <TableRow key={code}>
              <Cell>
                <Link href={paths.reference({ q: code })} className="link font-mono">
                  {code}
                </Link>
              </Cell>
              <Cell className="min-w-64">{explainReason(code).meaning}</Cell>
              <Cell numeric>{formatCount(requests)}</Cell>
              <Cell>
                <Time at={lastAt} as="short" />
              </Cell>
            </TableRow>
          ))}
        </TableBody>
      </Table>
    </Section>
  )
}
