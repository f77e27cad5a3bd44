'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { actionProblem } from '@/components/form/action-problem'
import { Section } from '@/components/ui/card'
import { isChoosable, isReady } from '@/lib/activation/offline/candidate'
import type { CandidatesView } from '@/lib/data/exchange/candidates'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { prepareAction } from '../actions'
import { BalanceLine } from './balance-line'
import { CandidateTable } from './candidate-table'
import { type PackageFacts, PackageForm } from './package-form'

interface NewPackageProps {
  view: CandidatesView
  mayChange: boolean
  /** The list was narrowed to what is meant: all that are ready are chosen to begin with. */
  isNarrowed: boolean
}

/** Machines to tick, what they cost, and the rest of a package. */
export function NewPackage({ view, mayChange, isNarrowed }: NewPackageProps) {
  const router = useRouter()
  const ready = view.machines.filter(({ standing }) => isReady(standing)).map(({ machine }) => machine)
  const [chosen, setChosen] = useState<ReadonlySet<string>>(() => new Set(isNarrowed ? ready : []))
  const [wantsNew, setWantsNew] = useState<ReadonlySet<string>>(new Set())
  const listed = view.machines.filter(({ machine, standing }) => chosen.has(machine) && isChoosable(standing))
  const reapplied = listed.filter(
    ({ machine, standing }) => standing.kind === 'reapply' && !wantsNew.has(machine),
  )
  const cost = listed.length - reapplied.length
  const prepare = async (facts: PackageFacts) => {
    const machines = listed.map(({ machine }) => ({ name: machine, wantsNew: wantsNew.has(machine) }))
    const result = await prepareAction({ keyId: view.key.id, method: 'file', machines, ...facts })
    if (result?.data?.number) {
      router.push(paths.exchange(result.data.number))
      return undefined
    }
    return actionProblem(result) ?? 'Check the form and try again.'
  }
  return (
    <>
      {view.unknownNames.length > 0 && <UnknownNames names={view.unknownNames} />}
      <Section
        id="machines"
        title="Machines"
        hint={
          view.total > view.machines.length
            ? `The first ${formatCount(view.machines.length)} of ${formatCount(view.total)}; narrow the list to see the others.`
            : undefined
        }
      >
        {view.machines.length === 0 ? (
          <EmptyState kind="noMatch" title="No machine matches">
            Without a network or names, the machines with this MAK that are not licensed are listed. Choose a
            network or paste names to see others.
          </EmptyState>
        ) : (
          <CandidateTable
            machines={view.machines}
            chosen={chosen}
            onChoose={setChosen}
            wantsNew={wantsNew}
            onWantNew={setWantsNew}
          />
        )}
      </Section>
      <Section id="package" title="Package">
        <BalanceLine
          exchangeKey={view.key}
          cost={cost}
          reapplied={reapplied.length}
          machines={listed.length}
        />
        <PackageForm
          label={`Prepare the package of ${formatCountOf(listed.length, 'machine')}`}
          disabledReason={reasonAgainst({ mayChange, count: listed.length, cost, balance: view.key.balance })}
          onPrepare={prepare}
        />
      </Section>
    </>
  )
}

function reasonAgainst(facts: { mayChange: boolean; count: number; cost: number; balance: number }) {
  if (!facts.mayChange) return 'Only a licensing admin prepares packages.'
  if (facts.count === 0) return 'Choose at least one machine.'
  const missing = facts.cost - Math.max(0, facts.balance)
  if (facts.cost > 0 && missing > 0) {
    return `${formatCountOf(missing, 'activation')} too few on this MAK: ${formatCount(facts.balance)} left, ${formatCount(facts.cost)} needed.`
  }
  return undefined
}

function UnknownNames({ names }: { names: readonly string[] }) {
  return (
    <Notice tone="watch" title={`${formatCountOf(names.length, 'name')} not in the record`}>
      <span className="font-mono text-table break-words">{names.join(', ')}</span>
      <span className="block">Import what these machines say first.</span>
    </Notice>
  )
}
