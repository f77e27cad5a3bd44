import type { Metadata } from 'next'
import { ChoiceInAddress } from '@/components/form/choice-in-address'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { loadExchangeKeys } from '@/lib/data/exchange/exchange-keys'
import { NoMak } from '../mak-choice'
import { OnlineCommands } from './online-commands'

export const metadata: Metadata = { title: 'Online activation' }

interface OnlinePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function OnlinePage({ searchParams }: OnlinePageProps) {
  const { key: asked } = await searchParams
  const actor = await requireActor('exchange.read')
  const keys = await loadExchangeKeys(actor)
  const key = keys.find(({ id }) => id === asked) ?? keys[0]
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)] max-w-[72rem]">
      <PageHeader
        title="Online activation"
        description="For machines that reach Microsoft over the Internet. The commands have a placeholder until you put the key in. Each machine uses one activation of the MAK, which the ledger enters once the machine is seen licensed."
      />
      {key ? (
        <ChoiceInAddress>
          <OnlineCommands key={key.id} keys={keys} chosen={key} mayReveal={actor.can('key.reveal')} />
        </ChoiceInAddress>
      ) : (
        <NoMak>Add the full key: its last five are not enough to install it.</NoMak>
      )}
    </div>
  )
}
