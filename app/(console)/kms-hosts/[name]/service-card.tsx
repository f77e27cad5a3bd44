import { CountMeter } from '@/components/kms-host/count-meter'
import { MaskedKey } from '@/components/license/masked-key'
import { Badge } from '@/components/ui/badge'
import { Card } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Fact, Facts } from '@/components/ui/facts'
import { Term } from '@/components/ui/term'
import { Time } from '@/components/ui/time'
import { statusLabel } from '@/lib/activation/words/labels'
import type { KmsReading, KmsService } from '@/lib/data/kms-hosts/host-shapes'
import { formatCount } from '@/lib/format/counts'
import { counterSteps } from './counter-steps'

/** One host product: its count, its key, how it is set up. */
export function ServiceCard({ service, readings }: { service: KmsService; readings: KmsReading[] }) {
  const own = readings.filter((reading) => reading.application === service.application)
  return (
    <Card flush>
      <header className="flex items-center justify-between gap-4 px-4 py-3 border-b">
        <h3 className="font-semibold">{service.productLabel}</h3>
        <Badge>{service.application === 'office' ? 'Office' : 'Windows'}</Badge>
      </header>
      <Facts className="px-4 py-3 text-table">
        <Fact name={<Term of="count" word="Count" />}>
          {service.currentCount === null ? (
            'not told'
          ) : (
            <CountMeter count={service.currentCount} needed={service.neededCount} />
          )}
        </Fact>
        <Fact name="Its own license">
          {statusLabel(service.status)}
          {service.reason && <span className="font-mono text-ink-soft"> {service.reason}</span>}
        </Fact>
        <Fact name="Requests">
          <Requests service={service} readings={own} />
        </Fact>
        <Fact name="Port">{service.port ?? 'not told'}</Fact>
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
        Read <Time at={service.observedAt} />
      </footer>
    </Card>
  )
}

function dnsWords(publishes: boolean | null): string {
  if (publishes === null) return 'not told'
  return publishes ? 'publishes its SRV record' : 'does not publish; clients need another way to find it'
}

function Requests({ service, readings }: { service: KmsService; readings: KmsReading[] }) {
  if (service.totalRequests === null) return 'not told'
  const since = counterSteps(readings)[0]?.since
  return (
    <>
      {formatCount(service.totalRequests)} in all
      {service.failedRequests !== null && `, ${formatCount(service.failedRequests)} refused`}
      {typeof since === 'object' && (
        <span className="text-ink-soft">
          {`; ${formatCount(since.requests)} since the reading before`}
          {since.failed !== null && `, ${formatCount(since.failed)} refused`}
        </span>
      )}
    </>
  )
}
