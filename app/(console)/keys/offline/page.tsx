import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { requireActor } from '@/lib/auth/actor'
import { loadPackages } from '@/lib/data/exchange/packages-list'
import { paths } from '@/lib/format/paths'
import { expireOverdue } from '@/lib/operations/exchange/expire-exchanges'
import { parsePackageNumber } from './package-number'
import { PackageTable } from './package-table'
import { PrepareLink } from './prepare-link'

export const metadata: Metadata = { title: 'Offline activation' }

interface OfflinePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function OfflinePage({ searchParams }: OfflinePageProps) {
  const before = parsePackageNumber((await searchParams).before)
  const actor = await requireActor('exchange.read')
  const now = new Date()
  await expireOverdue(now)
  const { packages, hasOlder } = await loadPackages(actor, now, before)
  const last = packages.at(-1)
  const mayChange = actor.can('exchange.change')
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Offline activation"
        description="Machines that cannot reach Microsoft are activated by numbers: their installation IDs go out in a package, confirmation IDs come back and are applied on each machine."
        actions={
          <>
            <LinkButton href={paths.offlineOnline()}>Online commands</LinkButton>
            <LinkButton href={paths.offlinePhone()}>By phone or portal</LinkButton>
            <PrepareLink mayChange={mayChange} />
          </>
        }
      />
      {packages.length === 0 ? (
        <EmptyState
          kind="noData"
          title={before === undefined ? 'No package has been prepared yet' : 'There are no older packages'}
          actions={
            before === undefined ? (
              <LinkButton href={paths.imports()}>Import readings</LinkButton>
            ) : (
              <LinkButton href={paths.offline()}>Show the newest</LinkButton>
            )
          }
        >
          Import what the machines of the isolated network say (slmgr.vbs /dlv shows the installation ID), add
          their MAK under Keys, then prepare a package with both.
        </EmptyState>
      ) : (
        <Section id="packages" title="Packages" hint="The newest first.">
          <PackageTable packages={packages} />
          <nav aria-label="Pages" className="flex gap-2">
            {before !== undefined && <LinkButton href={paths.offline()}>Newest</LinkButton>}
            {hasOlder && last && (
              <LinkButton href={paths.offline({ before: last.number })} rel="next">
                Older
              </LinkButton>
            )}
          </nav>
        </Section>
      )}
    </div>
  )
}
