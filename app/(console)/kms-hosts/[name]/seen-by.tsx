import type { Column } from '@/components/data-table/column'
import { DataTable } from '@/components/data-table/data-table'
import { Section } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { nothing } from '@/components/ui/nothing'
import { Time } from '@/components/ui/time'
import { CELL_WORDS } from '@/lib/activation/discovery/cell-words'
import type { KmsHostView } from '@/lib/data/kms-hosts/host-page'
import type { HostSighting, SightingSource } from '@/lib/data/kms-hosts/host-shapes'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** Where the host was seen, with a way to each. */
export function SeenBy({ host }: { host: KmsHostView }) {
  const columns: readonly Column<HostSighting>[] = [
    { id: 'by', header: 'By', nowrap: true, cell: ({ source }) => SOURCE_WORDS[source] },
    { id: 'what', header: 'What was seen', cell: (sighting) => <What sighting={sighting} host={host} /> },
    { id: 'last', header: 'Last seen', cell: ({ lastAt }) => (lastAt ? <Time at={lastAt} /> : nothing) },
  ]
  return (
    <Section id="seen" title="Seen by">
      <DataTable
        label="Seen by"
        columns={columns}
        rows={host.sightings}
        rowId={({ source, isGone }) => `${source} ${isGone ?? ''}`}
      />
    </Section>
  )
}

const SOURCE_WORDS: Readonly<Record<SightingSource, string>> = {
  reading: 'The host itself',
  requests: 'Its log',
  license: 'Licenses of clients',
  exchange: 'Logs of clients',
  srv: 'SRV records',
  collector: 'A collector',
}

function What({ sighting, host }: { sighting: HostSighting; host: KmsHostView }) {
  switch (sighting.source) {
    case 'reading':
      return `slmgr.vbs /dlv or its WMI object, ${formatCountOf(host.readings.length, 'reading')}`
    case 'requests':
      return `${formatCountOf(host.requests30, 'request')} (event 12290) in 30 days`
    case 'exchange':
      return 'requests and answers (events 12288 and 12289)'
    case 'license':
      return (
        <>
          <Link href={paths.clients({ host: host.names.join(',') })}>
            {formatCountOf(host.clients, 'client')}
          </Link>{' '}
          {host.clients === 1 ? 'names' : 'name'} it as the host of the last activation,{' '}
          {formatCount(host.licensedClients)} licensed
        </>
      )
    case 'srv':
      return <Zones sighting={sighting} host={host} />
    case 'collector':
      return `reported from ${(sighting.seenIn ?? []).join(', ')}`
  }
}

function Zones({ sighting, host }: { sighting: HostSighting; host: KmsHostView }) {
  const zones = sighting.seenIn ?? []
  const wordOf = (zone: string) => host.dns.zones.find((one) => one.zone === zone)?.kind
  return (
    <>
      {sighting.isGone ? 'no longer in ' : 'in '}
      {zones.map((zone, place) => {
        const kind = wordOf(zone)
        return (
          <span key={zone}>
            {place > 0 && ', '}
            <Link href={paths.discovery({ q: zone })} className="font-mono">
              {zone}
            </Link>
            {kind && kind !== 'published' && ` (${CELL_WORDS[kind].label.toLowerCase()})`}
          </span>
        )
      })}
    </>
  )
}
