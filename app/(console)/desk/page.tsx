import type { Metadata } from 'next'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { DESK_TEXT_LIMIT } from '@/lib/operations/desk/read-desk'
import { DeskView } from './desk-view'

export const metadata: Metadata = { title: 'Desk' }

export default async function DeskPage() {
  const actor = await requireActor('fleet.read')
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)] max-w-[84rem]">
      <PageHeader
        title="Desk"
        description="Paste what you were sent. The answer is in plain words, ready for a ticket."
      />
      <DeskView mayImport={actor.can('import.create')} limit={DESK_TEXT_LIMIT} />
    </div>
  )
}
