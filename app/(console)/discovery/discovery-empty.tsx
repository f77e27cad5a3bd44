'use client'

import { EmptyState } from '@/components/feedback/empty-state'
import { Button, LinkButton } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import type { DiscoveryView } from '@/lib/data/discovery/discovery-page'
import { paths } from '@/lib/format/paths'
import { isUnderWay } from './discovery-words'

/** Before there is a matrix: what is missing, and where to enter it. */
export function DiscoveryEmpty({ view, mayAsk }: { view: DiscoveryView; mayAsk: boolean }) {
  const hasZones = view.rows.length > 0
  return (
    <Card>
      <EmptyState kind="noData" title={titleOf(view)} actions={<Actions view={view} />}>
        {!hasZones &&
          'Clients look for a KMS host in their own zone. List the zones of your clients, and register the hosts they should find.'}
        {hasZones &&
          view.last === null &&
          (mayAsk
            ? 'Ask now, or wait for the schedule: each server of each zone is asked for _vlmcs._tcp.'
            : 'The schedule asks each server of each zone for _vlmcs._tcp; an admin or the helpdesk can ask now.')}
        {hasZones && view.last !== null && 'No zone names a KMS host, and none is registered.'}
      </EmptyState>
    </Card>
  )
}

function titleOf(view: DiscoveryView): string {
  if (view.rows.length === 0) return 'No DNS zone is listed yet'
  if (isUnderWay(view.newest)) return 'DNS is being asked'
  return view.last === null ? 'DNS has not been asked yet' : 'There is nothing to compare yet'
}

function Actions({ view }: { view: DiscoveryView }) {
  if (view.rows.length === 0) {
    return (
      <>
        <LinkButton look="primary" href={paths.networks()}>
          List zones
        </LinkButton>
        <LinkButton href={paths.kmsHosts()}>Register KMS hosts</LinkButton>
      </>
    )
  }
  return view.hosts === 0 && <LinkButton href={paths.kmsHosts()}>Register KMS hosts</LinkButton>
}

export function NothingMatches({ filtered, clear }: { filtered: boolean; clear: () => void }) {
  return (
    <Card>
      <EmptyState
        kind="noMatch"
        title="No zone and no host matches"
        actions={filtered && <Button onClick={clear}>Clear the filters</Button>}
      />
    </Card>
  )
}
