import { PackagePlus } from 'lucide-react'
import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { Button, LinkButton } from '@/components/ui/button'
import { requireActor } from '@/lib/auth/actor'
import { PACKAGES_LIST } from '@/lib/data/exchange/packages-list'
import { loadShownList } from '@/lib/data/lists/shown-list'
import { paths } from '@/lib/format/paths'
import { PackageTable } from './package-table'

export const metadata: Metadata = { title: 'Offline activation' }

interface OfflinePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function OfflinePage({ searchParams }: OfflinePageProps) {
  const params = await searchParams
  const actor = await requireActor('exchange.read')
  const shown = await loadShownList(actor, PACKAGES_LIST, params, new Date())
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
      <PackageTable shown={shown} />
    </div>
  )
}
