'use client'

import { useQuery } from '@tanstack/react-query'
import { Card, Section } from '@/components/ui/card'
import { fleetAttention } from '@/lib/activation/fleet/fleet-attention'
import type { ExpiryWeek, FleetSummary, TrendDay } from '@/lib/activation/fleet/fleet-summary'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { CatchingUp } from '../feedback/catching-up'
import type { ShownHost } from '../kms-host/host-cells'
import { Link } from '../ui/link'
import { AttentionList } from './attention-list'
import { ExpiryHorizon } from './expiry-horizon'
import { FleetHeadline } from './fleet-headline'
import { HostTable } from './host-table'
import { Trend } from './trend'

interface OverviewData {
  fleet: FleetSummary
  hosts: ShownHost[]
  trend: TrendDay[]
  horizon: ExpiryWeek[]
  behind: { machines: number; isExact: boolean }
  lastImportAt?: string
}

const REFRESH_MS = 60_000

/** The overview of a fleet with machines in it; looks again once a minute. */
export function LiveOverview({ initial }: { initial: OverviewData }) {
  const { data } = useQuery({
    queryKey: ['overview'],
    queryFn: fetchOverview,
    initialData: initial,
    refetchInterval: REFRESH_MS,
  })
  const attention = fleetAttention(data.fleet)
  return (
    <div className="grid gap-8">
      <CatchingUp {...data.behind} />
      <FleetHeadline fleet={data.fleet} lastImportAt={data.lastImportAt} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        <Section
          id="needs-someone"
          title={attention.length ? `Needs someone (${attention.length})` : 'Needs someone'}
        >
          <Card>
            <AttentionList items={attention} />
          </Card>
        </Section>
        <Section
          id="will-need-someone"
          title="Will need someone"
          actions={<ExpiringSoon fleet={data.fleet} />}
        >
          <Card>
            <ExpiryHorizon weeks={data.horizon} within30Days={data.fleet.expiringWithin30Days} />
          </Card>
        </Section>
      </div>
      <Card>
        <Trend days={data.trend} />
      </Card>
      <Section id="kms-hosts" title="KMS hosts">
        {data.hosts.length > 0 ? <HostTable hosts={data.hosts} /> : <NoHosts />}
      </Section>
    </div>
  )
}

async function fetchOverview(): Promise<OverviewData> {
  const response = await fetch(paths.api.overview())
  if (!response.ok) throw new Error(`The overview could not be read (${response.status}).`)
  return response.json()
}

function ExpiringSoon({ fleet }: { fleet: FleetSummary }) {
  return (
    <Link href={paths.clients({ expires: '30d' })} className="link text-table">
      {formatCountOf(fleet.expiringWithin30Days, 'client')} within 30 days
    </Link>
  )
}

function NoHosts() {
  return (
    <Card>
      <p className="text-ink-soft">
        No KMS host is known yet. Import the output of <code className="font-mono">slmgr.vbs /dlv</code> from
        a KMS host, or its Key Management Service log.
      </p>
    </Card>
  )
}
