import type { Metadata } from 'next'
import type { SearchParams } from 'nuqs/server'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { answerDesk, DESK_TEXT_LIMIT } from '@/lib/operations/desk/read-desk'
import { DeskView } from './desk-view'
import { loadDeskParams } from './search-params'

/** Five names at most stand in the address of an answer. */
const MOST_ABOUT = 1500

export const metadata: Metadata = { title: 'Desk' }

interface DeskPageProps {
  searchParams: Promise<SearchParams>
}

export default async function DeskPage({ searchParams }: DeskPageProps) {
  const actor = await requireActor('machine.read')
  const about = (await loadDeskParams(searchParams)).about.slice(0, MOST_ABOUT)
  const answer = about.trim() === '' ? undefined : await answerDesk(actor, { text: about }, new Date())
  return (
    <div className="grid gap-5 grid-cols-[minmax(0,1fr)] max-w-[84rem]">
      <PageHeader
        title="Desk"
        description="Paste what you were sent. The answer is in plain words, ready for a ticket."
      />
      <DeskView answered={answer} mayImport={actor.can('import.create')} limit={DESK_TEXT_LIMIT} />
    </div>
  )
}
