import type { Metadata } from 'next'
import { ChoiceInAddress, ForThisChoice } from '@/components/form/choice-in-address'
import { PageHeader } from '@/components/layout/page-header'
import { requireActor } from '@/lib/auth/actor'
import { loadCandidates } from '@/lib/data/exchange/candidates'
import { keyShownBy, loadExchangeKeys } from '@/lib/data/exchange/exchange-keys'
import { loadExchangePlaces } from '@/lib/data/exchange/places'
import { paths } from '@/lib/format/paths'
import { NoMak } from '../mak-choice'
import { choiceOf, parseChoice } from './choice-query'
import { ChooseFilter } from './choose-filter'
import { NewPackage } from './new-package'

export const metadata: Metadata = { title: 'New package' }

interface NewPackagePageProps {
  searchParams: Promise<Record<string, string | string[] | undefined>>
}

export default async function NewPackagePage({ searchParams }: NewPackagePageProps) {
  const asked = parseChoice(await searchParams)
  const actor = await requireActor('exchange.read')
  const now = new Date()
  const [keys, places] = await Promise.all([loadExchangeKeys(actor), loadExchangePlaces(actor)])
  const keyId = asked.key ?? (await keyShownBy(actor, choiceOf(asked).names ?? []))
  const key = keys.find(({ id }) => id === keyId) ?? keys[0]
  const view = key && (await loadCandidates(actor, { keyId: key.id, ...choiceOf(asked) }, now))
  return (
    <div className="grid gap-6 grid-cols-[minmax(0,1fr)]">
      <PageHeader
        title="Prepare a package"
        description="Choose a MAK and the machines to activate with it. Stored confirmation IDs are used first; the other activations are reserved on the MAK until the answers come or the due date passes."
      />
      {view ? (
        <ChoiceInAddress>
          <ChooseFilter keys={keys} keyId={view.key.id} asked={asked} places={places} />
          <ForThisChoice>
            <NewPackage
              key={paths.offlineNew({ ...asked, key: view.key.id })}
              view={view}
              mayChange={actor.can('exchange.change')}
              isNarrowed={Boolean(asked.domain ?? asked.unit ?? asked.names ?? asked.q)}
            />
          </ForThisChoice>
        </ChoiceInAddress>
      ) : (
        <NoMak>Its last five are enough: the full key is needed only where it is installed.</NoMak>
      )}
    </div>
  )
}
