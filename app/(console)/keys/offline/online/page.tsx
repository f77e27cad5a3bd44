import type { Metadata } from 'next'
import { ChoiceInAddress } from '@/components/form/choice-in-address'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { loadExchangeKeys } from '@/lib/data/exchange/exchange-keys'
import { NoMak } from '../no-mak'
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
        description="For machines that reach Microsoft over the Internet. The key stands in the commands as a placeholder until it is revealed; each machine activated costs the MAK one activation, which the ledger notes once the machine is seen licensed."
      />
      {key ? (
        <ChoiceInAddress>
          <OnlineCommands key={key.id} keys={keys} chosen={key} mayReveal={actor.can('key.reveal')} />
        </ChoiceInAddress>
      ) : (
        <NoMak>Add the whole key: its last five do not install it.</NoMak>
      )}
    </div>
  )
}
