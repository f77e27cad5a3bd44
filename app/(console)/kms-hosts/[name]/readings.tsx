import { SourceLink } from '@/components/license/source-link'
import { Section } from '@/components/ui/card'
import { Cell, HeaderCell, Table, TableBody, TableHead, TableRow } from '@/components/ui/table'
import { Time } from '@/components/ui/time'
import type { LicenseStatus } from '@/lib/activation/observation'
import { statusLabel } from '@/lib/activation/words/labels'
import type { KmsReading } from '@/lib/data/kms-hosts/host-shapes'
import { formatCount } from '@/lib/format/counts'
import { type CounterStep, counterSteps } from './counter-steps'

/** What the host said of itself over time. */
export function Readings({ readings, mayReadImports }: { readings: KmsReading[]; mayReadImports: boolean }) {
  return (
    <Section
      id="readings"
      title="Readings"
      hint="What the host said of itself. Its counters are totals, so the difference to the reading before is shown."
    >
      <div className="max-h-[30rem] overflow-y-auto rounded-md">
        <Table label="Readings">
          <TableHead>
            <tr>
              <HeaderCell>When</HeaderCell>
              <HeaderCell>Of</HeaderCell>
              <HeaderCell>State</HeaderCell>
              <HeaderCell numeric>Count</HeaderCell>
              <HeaderCell numeric>Requests since</HeaderCell>
              <HeaderCell numeric>Refused since</HeaderCell>
              <HeaderCell>By state of who asked</HeaderCell>
              <HeaderCell>Source</HeaderCell>
            </tr>
          </TableHead>
          <TableBody>
            {counterSteps(readings).map(({ reading, since }) => (
              <TableRow key={`${reading.observedAt} ${reading.application}`}>
                <Cell>
                  <Time at={reading.observedAt} as="dateTime" />
                </Cell>
                <Cell>{reading.application === 'office' ? 'Office' : 'Windows'}</Cell>
                <Cell>{statusLabel(reading.status)}</Cell>
                <Cell numeric>{reading.currentCount ?? '–'}</Cell>
                <Cell numeric>{requestsWords(since)}</Cell>
                <Cell numeric>
                  {typeof since === 'object' && since.failed !== null ? formatCount(since.failed) : '–'}
                </Cell>
                <Cell className="whitespace-nowrap text-ink-soft">{statusWords(since)}</Cell>
                <Cell>
                  {reading.importId ? (
                    <SourceLink
                      importId={reading.importId}
                      fileName={reading.fileName}
                      line={reading.line}
                      mayRead={mayReadImports}
                    />
                  ) : (
                    '–'
                  )}
                </Cell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </div>
    </Section>
  )
}

function requestsWords(since: CounterStep['since']): string {
  if (since === 'first') return '–'
  return since === 'restarted' ? 'counters started again' : formatCount(since.requests)
}

/** 'Licensed 420, Initial grace period 12' */
function statusWords(since: CounterStep['since']): string {
  if (typeof since !== 'object') return '–'
  const words = Object.entries(since.byStatus).map(
    ([status, count]) => `${statusLabel(status as LicenseStatus)} ${formatCount(count)}`,
  )
  return words.join(', ') || '–'
}
