import type { Metadata } from 'next'
import { ChoiceInAddress, ForThisChoice } from '@/components/form/choice-in-address'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { loadCandidates } from '@/lib/data/exchange/candidates'
import { loadExchangeKeys } from '@/lib/data/exchange/exchange-keys'
import { NoMak } from '../mak-choice'
import { OneMachine, PhoneFilter } from './by-phone'

export const metadata: Metadata = { title: 'By phone or portal' }

interface PhonePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function PhonePage({ searchParams }: PhonePageProps) {
  const params = await searchParams
  const client = typeof params.client === 'string' ? params.client.trim().toLowerCase().slice(0, 255) : ''
  const actor = await requireActor('exchange.read')
  const now = new Date()
  const keys = await loadExchangeKeys(actor)
  const key = keys.find(({ id }) => id === params.key) ?? keys[0]
  const view =
    key && client !== '' ? await loadCandidates(actor, { keyId: key.id, names: [client] }, now) : undefined
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)] max-w-[72rem]">
      <PageHeader
        title="By phone or portal"
        description="One machine at a time: read its installation ID out or type it into Microsoft’s portal, and enter the confirmation ID that comes back here, group by group."
      />
      {key ? (
        <ChoiceInAddress>
          <PhoneFilter keys={keys} keyId={key.id} client={client} />
          {view && (
            <ForThisChoice>
              <OneMachine
                key={`${key.id} ${client}`}
                view={view}
                name={client}
                mayChange={actor.can('exchange.change')}
              />
            </ForThisChoice>
          )}
        </ChoiceInAddress>
      ) : (
        <NoMak>Its last five are enough: the full key is needed only where it is installed.</NoMak>
      )}
    </div>
  )
}
