'use client'

import { MaskedKey } from '@/components/license/masked-key'
import { ExchangeCountsLine } from '@/components/offline/exchange-mark'
import { Link } from '@/components/ui/link'
import { useNow } from '@/components/ui/now'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import { packageNextStep } from '@/lib/activation/offline/package-sentence'
import type { PackageListRow } from '@/lib/data/exchange/packages-list'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** Packages with what became of their machines and what is to be done next. */
export function PackageTable({ packages }: { packages: readonly PackageListRow[] }) {
  const now = useNow().getTime()
  return (
    <Table label="Packages">
      <TableHead>
        <tr>
          <HeaderCell>Package</HeaderCell>
          <HeaderCell>Of</HeaderCell>
          <HeaderCell>MAK</HeaderCell>
          <HeaderCell>State</HeaderCell>
          <HeaderCell>Next</HeaderCell>
          <HeaderCell>Due</HeaderCell>
          <HeaderCell>Prepared</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {packages.map((row) => (
          <TableRow key={row.number}>
            <Cell className="whitespace-nowrap">
              <Link href={paths.exchange(row.number)} className="link font-medium text-ink">
                Package {row.number}
              </Link>
            </Cell>
            <Cell className="max-w-56">
              {row.machine ? (
                <span className="block truncate font-mono">{row.machine}</span>
              ) : (
                <span className="whitespace-nowrap">{formatCountOf(row.machines, 'machine')}</span>
              )}
              {row.method === 'phone' && (
                <span className="block text-xs text-ink-soft">by phone or portal</span>
              )}
            </Cell>
            <Cell className="whitespace-nowrap">
              <MaskedKey lastFive={row.lastFive} />
            </Cell>
            <Cell className="min-w-40">
              <ExchangeCountsLine counts={row.counts} />
            </Cell>
            <Cell className="min-w-72 max-w-[30rem]">
              {packageNextStep({ ...row, isByPhone: row.method === 'phone' }, now)}
            </Cell>
            <Cell className="whitespace-nowrap">
              <Time at={row.dueAt} as="date" />
            </Cell>
            <Cell className="whitespace-nowrap">
              <Time at={row.preparedAt} as="short" inList />{' '}
              <span className="text-ink-soft">by {row.preparedBy}</span>
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
