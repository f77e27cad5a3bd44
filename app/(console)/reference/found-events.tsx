import { Badge } from '@/components/ui/badge'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { EVENT_SOURCE, type EventRow } from '@/lib/activation/reference/event-table'
import { SourceCell } from './source-cell'

/** Event numbers of the licensing service. */
export function FoundEvents({ rows, mayChange }: { rows: readonly EventRow[]; mayChange: boolean }) {
  return (
    <Table label="Events">
      <TableHead>
        <tr>
          <HeaderCell>Event</HeaderCell>
          <HeaderCell>Meaning</HeaderCell>
          <HeaderCell>Written by</HeaderCell>
          <HeaderCell>Log and provider</HeaderCell>
          <HeaderCell>Its data, in order</HeaderCell>
          <HeaderCell>Source</HeaderCell>
        </tr>
      </TableHead>
      <TableBody>
        {rows.map((row) => (
          <TableRow key={row.ids[0]}>
            <Cell className="font-mono min-w-20">{row.ids.join(', ')}</Cell>
            <Cell className="min-w-64">
              {row.meaning}
              {row.isNoise && (
                <>
                  {' '}
                  <Badge>Everyday</Badge>
                </>
              )}
            </Cell>
            <Cell className="whitespace-nowrap">{row.side === 'both' ? 'clients and hosts' : row.side}</Cell>
            <Cell className="min-w-48">
              {row.log}
              <span className="block text-ink-soft">{row.provider}</span>
            </Cell>
            <Cell className="min-w-64 text-ink-soft">{row.payload ?? '–'}</Cell>
            <SourceCell
              kind="event"
              of={String(row.ids[0])}
              source={`${EVENT_SOURCE.source}, ${EVENT_SOURCE.date}`}
              own={row.own}
              mayChange={mayChange}
            />
          </TableRow>
        ))}
      </TableBody>
    </Table>
  )
}
