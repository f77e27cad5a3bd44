import { PackagePlus } from 'lucide-react'
import type { Metadata } from 'next'
import { EmptyState } from '@/components/feedback/empty-state'
import { PageHeader } from '@/components/layout/page-header'
import { Button, LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { requireActor } from '@/lib/auth/actor'
import { packageNumberOf } from '@/lib/data/exchange/package-page'
import { loadPackages } from '@/lib/data/exchange/packages-list'
import { paths } from '@/lib/format/paths'
import { PackageTable } from './package-table'

export const metadata: Metadata = { title: 'Offline activation' }

interface OfflinePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function OfflinePage({ searchParams }: OfflinePageProps) {
  const before = packageNumberOf((await searchParams).before)
  const actor = await requireActor('exchange.read')
  const now = new Date()
  const { packages, hasOlder } = await loadPackages(actor, now, before)
  const last = packages.at(-1)
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Offline activation"
        description="Activate machines that cannot reach Microsoft: their installation IDs go out in a package, confirmation IDs come back and are applied on each machine."
        actions={
          <>
            <LinkButton href={paths.offlineOnline()}>Online commands</LinkButton>
            <LinkButton href={paths.offlinePhone()}>By phone or portal</LinkButton>
            {actor.can('exchange.change') ? (
              <LinkButton look="primary" icon={PackagePlus} href={paths.offlineNew()}>
                Prepare a package
              </LinkButton>
            ) : (
              <Button
                look="primary"
                icon={PackagePlus}
                disabledReason="Only a licensing admin can prepare packages."
              >
                Prepare a package
              </Button>
            )}
          </>
        }
      />
      {packages.length === 0 ? (
        <EmptyState
          kind="noData"
          title={before === undefined ? 'No packages yet' : 'No older packages'}
          actions={
            before === undefined ? (
              <LinkButton href={paths.imports()}>Import readings</LinkButton>
            ) : (
              <LinkButton href={paths.offline()}>Show the newest</LinkButton>
            )
          }
        >
          Import the output of slmgr.vbs /dlv from the machines of the isolated network (it has the
          installation ID), add their MAK under Keys, then prepare a package.
        </EmptyState>
      ) : (
        <Section id="packages" title="Packages" hint="Newest first.">
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
