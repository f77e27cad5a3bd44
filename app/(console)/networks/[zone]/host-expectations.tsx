'use client'

import { EmptyState } from '@/components/feedback/empty-state'
import { Badge } from '@/components/ui/badge'
import { LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import type { NetworkZone } from '@/lib/data/networks/networks-page'
import type { ZoneHost } from '@/lib/data/networks/zone-page'
import { paths } from '@/lib/format/paths'
import { ExceptionDialog } from './exception-dialog'

interface HostExpectationsProps {
  zone: NetworkZone
  hosts: readonly ZoneHost[]
  mayChange: boolean
}

/** Each registered host: whether this zone should hold its record, and with which numbers. */
export function HostExpectations({ zone, hosts, mayChange }: HostExpectationsProps) {
  if (hosts.length === 0) {
    return (
      <Card flush>
        <EmptyState
          kind="noData"
          title="No KMS host is registered yet"
          actions={<LinkButton href={paths.kmsHosts()}>KMS hosts</LinkButton>}
        >
          Register your KMS hosts first; each is then expected in this zone.
        </EmptyState>
      </Card>
    )
  }
  return (
    <Table label="Hosts expected in this zone">
      <TableHead>
        <tr>
          <HeaderCell>KMS host</HeaderCell>
          <HeaderCell>Expected</HeaderCell>
          <HeaderCell numeric>Priority</HeaderCell>
          <HeaderCell numeric>Weight</HeaderCell>
          <HeaderCell numeric>Port</HeaderCell>
          <HeaderCell>
            <span className="sr-only">Actions</span>
          </HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {hosts.map((host) => (
          <TableRow key={host.hostId}>
            <Cell>
              <Link href={paths.kmsHost(host.host)} className="link font-mono text-ink">
                {host.host}
              </Link>
              {host.isRetired && (
                <span className="ml-2">
                  <Badge tone="silent">Retired</Badge>
                </span>
              )}
            </Cell>
            <Cell>{expectedWord(host)}</Cell>
            <Cell numeric>{numberCell(host, host.exception?.priority ?? host.ownPriority)}</Cell>
            <Cell numeric>{numberCell(host, host.exception?.weight ?? host.ownWeight)}</Cell>
            <Cell numeric>{numberCell(host, host.port)}</Cell>
            <Cell className="text-right">
              <ExceptionDialog zone={zone} host={host} mayChange={mayChange} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function expectedWord({ exception, isRetired }: ZoneHost) {
  if (isRetired) return 'no, the host is retired'
  if (!exception) return 'yes, by the rule'
  return <Badge tone="watch">{exception.isExpected ? 'yes, by exception' : 'no, by exception'}</Badge>
}

function numberCell({ exception, isRetired }: ZoneHost, value: number) {
  if (isRetired || exception?.isExpected === false) return <span className="text-ink-faint">–</span>
  return value
}
