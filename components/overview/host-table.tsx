import { Sparkline } from '@/components/charts/sparkline'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { HostSummary } from '@/lib/activation/fleet/fleet-summary'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { Link } from '../ui/link'

/** KMS hosts with their count against the threshold, and how many machines hang on each. */
export function HostTable({ hosts }: { hosts: HostSummary[] }) {
  return (
    <Table label="KMS hosts">
      <TableHead>
        <tr>
          <HeaderCell>Host</HeaderCell>
          <HeaderCell>Count / need</HeaderCell>
          <HeaderCell numeric>Clients licensed</HeaderCell>
          <HeaderCell>Last request</HeaderCell>
          <HeaderCell>Requests, 30 days</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {hosts.map((host) => (
          <TableRow key={`${host.name} ${host.application}`}>
            <Cell>
              <Link href={paths.kmsHost(host.name)} className="link font-mono">
                {host.name}
              </Link>
              <span className="block text-xs text-ink-soft">{host.productLabel}</span>
            </Cell>
            <Cell>
              <CountAgainstNeed host={host} />
            </Cell>
            <Cell numeric>
              <Link href={paths.clients({ host: host.name, state: 'licensed' })} className="link">
                {formatCount(host.clients)}
              </Link>
            </Cell>
            <Cell>
              {host.lastRequestAt ? (
                <Time at={host.lastRequestAt} />
              ) : (
                <span className="text-ink-faint">none seen</span>
              )}
            </Cell>
            <Cell>
              <Sparkline values={host.requestsByDay} label={requestsInWords(host.requestsByDay)} />
            </Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function CountAgainstNeed({ host: { currentCount, neededCount, licensed } }: { host: HostSummary }) {
  if (!licensed) return <span className="text-bad">not licensed</span>
  if (currentCount === undefined) return <span className="text-ink-faint">not reported</span>
  const enough = currentCount >= neededCount
  return (
    <span className="grid w-24 gap-1">
      <span>
        {currentCount} / {neededCount}
        <span className={enough ? 'sr-only' : 'ml-1.5 text-warn'}>{enough ? ' enough' : 'too few'}</span>
      </span>
      <span aria-hidden="true" className="h-1 overflow-hidden rounded-sm bg-line">
        <span
          className={`block h-full ${enough ? 'bg-ok' : 'bg-warn'}`}
          style={{ width: `${Math.min(100, (currentCount / neededCount) * 100)}%` }}
        />
      </span>
    </span>
  )
}

function requestsInWords(days: number[]): string {
  const total = days.reduce((sum, requests) => sum + requests, 0)
  return `${formatCountOf(total, 'request')} in 30 days, ${formatCount(days.at(-1) ?? 0)} today`
}
