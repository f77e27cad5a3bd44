'use client'

import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { useRowsInSight } from '@/components/data-table/use-rows-in-sight'
import { CountMeter } from '@/components/kms-host/count-meter'
import { MaskedKey } from '@/components/license/masked-key'
import { SourceLink } from '@/components/license/source-link'
import { Badge } from '@/components/ui/badge'
import { Card, Section } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Fact, Facts } from '@/components/ui/facts'
import { nothing } from '@/components/ui/nothing'
import { Term } from '@/components/ui/term'
import { Time } from '@/components/ui/time'
import { type CounterStep, counterSteps } from '@/lib/activation/kms/counter-steps'
import type { LicenseStatus } from '@/lib/activation/observation'
import { statusLabel } from '@/lib/activation/words/labels'
import type { KmsReading, KmsService } from '@/lib/data/kms-hosts/host-shapes'
import { formatCount } from '@/lib/format/counts'

type Step = CounterStep<KmsReading>

const APPLICATION = { windows: 'Windows', office: 'Office' } as const

/** The newest report of each host product: its count, its key, how it is set up. */
export function ReportedProducts({ services, readings }: { services: KmsService[]; readings: KmsReading[] }) {
  return (
    <Section id="products" title="What the host reports">
      <div className="grid gap-4 xl:grid-cols-2 items-start">
        {services.map((service) => (
          <Product
            key={service.application}
            service={service}
            newest={counterSteps(readings.filter((one) => one.application === service.application))[0]}
          />
        ))}
      </div>
    </Section>
  )
}

function Product({ service, newest }: { service: KmsService; newest: Step | undefined }) {
  return (
    <Card flush>
      <header className="flex items-center justify-between gap-4 px-4 py-3 border-b">
        <h3 className="font-semibold">{service.productLabel}</h3>
        <Badge>{APPLICATION[service.application]}</Badge>
      </header>
      <Facts className="px-4 py-3 text-table">
        <Fact name={<Term of="count" word="Count" />}>
          {service.currentCount === null ? (
            'not reported'
          ) : (
            <CountMeter count={service.currentCount} needed={service.neededCount} />
          )}
        </Fact>
        <Fact name="License of the host">
          {statusLabel(service.status)}
          {service.reason && <span className="font-mono text-ink-soft"> {service.reason}</span>}
        </Fact>
        <Fact name="Requests">
          <Requests service={service} since={newest?.since} />
        </Fact>
        <Fact name="Port">{service.port ?? 'not reported'}</Fact>
        <Fact
          name={
            <Term
              word="DNS"
              meaning="Whether the host publishes the SRV record _vlmcs._tcp by which clients find it."
            />
          }
        >
          {dnsWords(service.dnsPublishing)}
        </Fact>
        {service.priority && <Fact name="Priority">{service.priority}</Fact>}
        {service.lastFive && (
          <Fact name={<Term of="CSVLK" word="Host key" />}>
            <MaskedKey lastFive={service.lastFive} />
          </Fact>
        )}
        {service.extendedPid && (
          <Fact name="Extended PID">
            <Copyable text={service.extendedPid} label="Copy the extended PID" />
          </Fact>
        )}
        {service.description && <Fact name="Reported as">{service.description}</Fact>}
      </Facts>
      <footer className="px-4 py-2.5 border-t bg-sunken text-table text-ink-soft">
        Reported <Time at={service.observedAt} />
      </footer>
    </Card>
  )
}

function dnsWords(publishes: boolean | null): string {
  if (publishes === null) return 'not reported'
  return publishes ? 'publishes its SRV record' : 'does not publish; clients need another way to find it'
}

function Requests({ service, since }: { service: KmsService; since: Step['since'] | undefined }) {
  if (service.totalRequests === null) return 'not reported'
  return (
    <>
      {formatCount(service.totalRequests)} in total
      {service.failedRequests !== null && `, ${formatCount(service.failedRequests)} refused`}
      {typeof since === 'object' && (
        <span className="text-ink-soft">
          {`; ${formatCount(since.requests)} since the previous report`}
          {since.failed !== null && `, ${formatCount(since.failed)} refused`}
        </span>
      )}
    </>
  )
}

const columnsOf = (mayReadImports: boolean): readonly Column<Step>[] => [
  { id: 'at', header: 'When', cell: ({ reading }) => <Time at={reading.observedAt} as="dateTime" /> },
  { id: 'of', header: 'Product', cell: ({ reading }) => APPLICATION[reading.application] },
  { id: 'state', header: 'License status', cell: ({ reading }) => statusLabel(reading.status) },
  { id: 'count', header: 'Count', numeric: true, cell: ({ reading }) => reading.currentCount ?? nothing },
  { id: 'requests', header: 'New requests', numeric: true, cell: ({ since }) => requestsWords(since) },
  { id: 'failed', header: 'Of these refused', numeric: true, cell: ({ since }) => failedWords(since) },
  {
    id: 'byStatus',
    header: 'By license status of the client',
    soft: true,
    nowrap: true,
    cell: ({ since }) => statusWords(since),
  },
  {
    id: 'source',
    header: 'Source',
    cell: ({ reading: { importId, fileName, line } }) =>
      importId ? (
        <SourceLink importId={importId} fileName={fileName} line={line} mayRead={mayReadImports} />
      ) : (
        nothing
      ),
  },
]

/** What the host reported over time. */
export function Readings({ readings, mayReadImports }: { readings: KmsReading[]; mayReadImports: boolean }) {
  const rows = useRowsInSight(counterSteps(readings))
  return (
    <Section
      id="readings"
      title="Readings"
      hint="What the host reported over time. Its counters are totals; shown is what they grew by since the previous reading."
    >
      <DataTable
        label="Readings"
        columns={columnsOf(mayReadImports)}
        rows={rows}
        rowId={({ reading }) => `${reading.observedAt} ${reading.application}`}
        maxHeight="30rem"
      />
    </Section>
  )
}

function requestsWords(since: Step['since']) {
  if (since === 'first') return nothing
  return since === 'restarted' ? 'counters restarted' : formatCount(since.requests)
}

function failedWords(since: Step['since']) {
  return typeof since === 'object' && since.failed !== null ? formatCount(since.failed) : nothing
}

/** 'Licensed 420, Initial grace period 12' */
function statusWords(since: Step['since']) {
  if (typeof since !== 'object') return nothing
  const words = Object.entries(since.byStatus).map(
    ([status, count]) => `${statusLabel(status as LicenseStatus)} ${formatCount(count)}`,
  )
  return words.join(', ') || nothing
}
