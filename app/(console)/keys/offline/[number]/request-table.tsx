'use client'

import { ClientLink } from '@/components/offline/client-link'
import { ExchangeStateLabel } from '@/components/offline/exchange-mark'
import { Link } from '@/components/ui/link'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { RequestView } from '@/lib/data/exchange/exchange-requests'
import type { PackageView } from '@/lib/data/exchange/package-page'
import { paths } from '@/lib/format/paths'

interface RequestTableProps {
  found: PackageView
  choosable: ReadonlySet<number>
  chosen: ReadonlySet<number>
  onChoose: (rows: ReadonlySet<number>) => void
}

/** Every request of a package with its state and what it costs. */
export function RequestTable({ found, choosable, chosen, onChoose }: RequestTableProps) {
  const toggle = (row: number) => {
    const next = new Set(chosen)
    if (!next.delete(row)) next.add(row)
    onChoose(next)
  }
  const hasBoxes = choosable.size > 0
  return (
    <Table label="Requests">
      <TableHead>
        <tr>
          {hasBoxes && (
            <HeaderCell className="w-9">
              <span className="sr-only">Choose</span>
            </HeaderCell>
          )}
          <HeaderCell>Request</HeaderCell>
          <HeaderCell>Machine</HeaderCell>
          <HeaderCell>State</HeaderCell>
          <HeaderCell>Since</HeaderCell>
          <HeaderCell>Product</HeaderCell>
          <HeaderCell>Costs</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {found.requests.map((request) => (
          <TableRow key={request.row}>
            {hasBoxes && (
              <Cell>
                {choosable.has(request.row) && (
                  <input
                    type="checkbox"
                    className="tick-box align-middle"
                    aria-label={`Choose ${request.machine}`}
                    checked={chosen.has(request.row)}
                    onChange={() => toggle(request.row)}
                  />
                )}
              </Cell>
            )}
            <Cell className="whitespace-nowrap">
              <Link
                href={paths.exchangeRequest(found.number, request.row)}
                className="link font-mono text-ink"
              >
                {request.reference}
              </Link>
            </Cell>
            <Cell className="font-mono whitespace-nowrap">
              <ClientLink name={request.machine} />
            </Cell>
            <Cell>
              <ExchangeStateLabel state={request.state} inList />
            </Cell>
            <Cell>
              <Since found={found} request={request} />
            </Cell>
            <Cell className="whitespace-nowrap">{request.productLabel}</Cell>
            <Cell className="whitespace-nowrap">{costOf(request)}</Cell>
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}

function Since({ found, request }: { found: PackageView; request: RequestView }) {
  const at = {
    prepared: found.preparedAt,
    carriedOut: found.carriedOutAt,
    answered: request.answeredAt,
    applied: request.appliedAt,
    verified: request.verifiedAt,
    expired: found.dueAt,
    cancelled: found.cancelledAt,
  }[request.state]
  return at ? <Time at={at} as="short" inList className="text-ink-soft" /> : null
}

/** What a request costs the MAK. */
function costOf({ spending, cause, isReserved, state }: RequestView): string {
  if (spending === 'none') return 'nothing: stored confirmation ID'
  if (state === 'cancelled' || (state === 'expired' && !isReserved)) return 'nothing: given back'
  const what = spending === 'reactivation' ? `1 reactivation (${cause})` : '1 activation'
  return isReserved ? `${what}, reserved` : what
}
