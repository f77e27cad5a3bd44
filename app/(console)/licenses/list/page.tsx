import type { Metadata } from 'next'
import { requireActor } from '@/lib/auth/actor'
import { loadLicenses } from '@/lib/data/licenses/licenses-list'
import { loadOwnFrame } from '@/lib/data/views/list-look'
import { licenseRowsQuery, licensesRequest, loadLicensesParams } from '@/lib/format/licenses-address'
import { LicensesView } from './licenses-view'

export const metadata: Metadata = { title: 'All licenses' }

interface LicensesListProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function LicensesListPage({ searchParams }: LicensesListProps) {
  const asked = await loadLicensesParams(searchParams)
  const actor = await requireActor('machine.read')
  const frame = await loadOwnFrame(actor, 'licenses')
  const params = { ...asked, size: asked.size ?? frame.look.size }
  const initial = await loadLicenses(actor, licensesRequest(params), new Date())
  return <LicensesView initial={initial} initialQuery={licenseRowsQuery(params)} frame={frame} />
}
