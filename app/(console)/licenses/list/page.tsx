import type { Metadata } from 'next'
import { requireActor } from '@/lib/auth/actor'
import { loadLicenses } from '@/lib/data/licenses/licenses-list'
import { licenseRowsQuery, licensesRequest, loadLicensesParams } from '@/lib/format/licenses-address'
import { LicensesView } from './licenses-view'

export const metadata: Metadata = { title: 'All licenses' }

interface LicensesListProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function LicensesListPage({ searchParams }: LicensesListProps) {
  const params = await loadLicensesParams(searchParams)
  const actor = await requireActor('fleet.read')
  const initial = await loadLicenses(actor, licensesRequest(params), new Date())
  return (
    <LicensesView
      initial={initial}
      initialQuery={licenseRowsQuery(params)}
      mayExport={actor.can('fleet.export')}
    />
  )
}
