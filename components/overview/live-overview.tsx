'use client'

import { useQuery } from '@tanstack/react-query'
import { Card, Section } from '@/components/ui/card'
import type { AlertGroup } from '@/lib/activation/alert/alert-group'
import { NONE } from '@/lib/activation/belonging/belonging'
import type {
  ExpiryWeek,
  FamilyCount,
  FleetSummary,
  SiteCount,
  TrendDay,
} from '@/lib/activation/fleet/fleet-summary'
import { FAMILY_LABELS } from '@/lib/activation/product/license-family'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { NO_GROUP_LABELS } from '@/lib/format/list-groups'
import { paths } from '@/lib/format/paths'
import { CatchingUp } from '../feedback/catching-up'
import type { ShownHost } from '../kms-host/host-cells'
import { Link } from '../ui/link'
import { AttentionList } from './attention-list'
import { ExpiryHorizon } from './expiry-horizon'
import { FleetHeadline } from './fleet-headline'
import { HostTable } from './host-table'
import { type Share, SharesTable } from './shares-table'
import { Trend } from './trend'

interface OverviewData {
  fleet: FleetSummary
  needs: { count: number; groups: AlertGroup[]; judgedAt: string | null } | undefined
  licenses: FamilyCount[]
  sites: SiteCount[]
  /** neither for those who are limited to sites */
  hosts: ShownHost[] | undefined
  trend: TrendDay[] | undefined
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
  return (
    <div className="grid gap-8">
      <CatchingUp {...data.behind} />
      <FleetHeadline fleet={data.fleet} licenses={data.licenses} lastImportAt={data.lastImportAt} />
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,2fr)_minmax(0,3fr)]">
        {data.needs && <NeedsSomeone {...data.needs} />}
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
      {data.trend && (
        <Card>
          <Trend days={data.trend} />
        </Card>
      )}
      <div className="grid items-start gap-6 xl:grid-cols-2">
        <Section id="licenses" title="Licenses" hint="Each product on each machine counts once.">
          <SharesTable
            header="Family"
            label="Licenses by product family"
            counted="Licenses"
            shares={data.licenses.map(familyShare)}
          />
        </Section>
        {data.sites.length > 0 && (
          <Section id="sites" title="Sites" hint="Machines by where they belong.">
            <SharesTable
              header="Site"
              label="Machines by site"
              counted="Machines"
              shares={data.sites.map(siteShare)}
            />
          </Section>
        )}
      </div>
      {data.hosts && (
        <Section id="kms-hosts" title="KMS hosts">
          {data.hosts.length > 0 ? <HostTable hosts={data.hosts} /> : <NoHosts />}
        </Section>
      )}
    </div>
  )
}

const familyShare = ({ family, ...counts }: FamilyCount): Share => ({
  ...counts,
  name: FAMILY_LABELS[family],
  hrefOf: (state) => paths.licensesList({ family, state }),
})

const siteShare = ({ site, ...counts }: SiteCount): Share => ({
  ...counts,
  name: site ?? NO_GROUP_LABELS.site,
  hrefOf: (state) => paths.clients({ site: site ?? NONE, state }),
})

function NeedsSomeone({ count, groups, judgedAt }: NonNullable<OverviewData['needs']>) {
  return (
    <Section
      id="needs-someone"
      title={count > 0 ? `Needs someone (${formatCount(count)})` : 'Needs someone'}
      actions={
        <Link href={paths.alerts()} className="link text-table">
          All alerts
        </Link>
      }
    >
      <Card>
        <AttentionList groups={groups} judgedAt={judgedAt} />
      </Card>
    </Section>
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
