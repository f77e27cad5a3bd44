'use client'

import { Badge } from '@/components/ui/badge'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { NetworkZone } from '@/lib/data/networks/networks-page'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

const nothing = <span className="text-ink-faint">–</span>

/** The zones in which clients look for KMS hosts. */
export function ZonesTable({ zones }: { zones: readonly NetworkZone[] }) {
  return (
    <Table label="DNS zones">
      <TableHead>
        <tr>
          <HeaderCell>Zone</HeaderCell>
          <HeaderCell numeric>Clients</HeaderCell>
          <HeaderCell>Belongs to</HeaderCell>
          <HeaderCell>Servers asked</HeaderCell>
          <HeaderCell>Records made by</HeaderCell>
          <HeaderCell>Exceptions</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {zones.map((zone) => (
          <TableRow key={zone.id}>
            <Cell>
              <Link href={paths.zone(zone.name)} className="link font-mono text-ink whitespace-nowrap">
                {zone.name}
              </Link>
              {zone.retiredAt && (
                <span className="ml-2">
                  <Badge tone="silent">Retired</Badge>
                </span>
              )}
              {zone.isSample && (
                <span className="ml-2">
                  <Badge>Sample</Badge>
                </span>
              )}
            </Cell>
            <Cell numeric>
              {zone.clients > 0 ? (
                <Link href={paths.clients({ q: `.${zone.name}` })} className="link">
                  {formatCount(zone.clients)}
                </Link>
              ) : (
                nothing
              )}
            </Cell>
            <Cell className="font-mono">{zone.unitName ?? nothing}</Cell>
            <Cell>
              {zone.servers.length > 0 ? (
                <span className="font-mono">{zone.servers.join(', ')}</span>
              ) : (
                <span className="text-ink-soft">its own name servers</span>
              )}
            </Cell>
            <Cell>{zone.isUntrusted ? 'its administrators' : 'the KMS hosts'}</Cell>
            <Cell>
              {zone.exceptions > 0 ? (
                <Link href={paths.zone(zone.name)} className="link">
                  {formatCountOf(zone.exceptions, 'host')}
                </Link>
              ) : (
                nothing
              )}
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
