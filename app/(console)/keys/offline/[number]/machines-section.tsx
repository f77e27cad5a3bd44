'use client'

import { useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { nextState } from '@/lib/activation/offline/exchange-state'
import type { PackageView } from '@/lib/data/exchange/package-page'
import { formatCountOf } from '@/lib/format/counts'
import { applyAction } from '../actions'
import { RequestTable } from './request-table'

/** The machines of a package, and noting that the commands were run. */
export function MachinesSection({
  found,
  disabledReason,
}: {
  found: PackageView
  disabledReason: string | undefined
}) {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set())
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const answered = found.requests
    .filter(({ state }) => nextState(state, 'apply') !== undefined)
    .map(({ row }) => row)
  const rows = answered.filter((row) => chosen.size === 0 || chosen.has(row))
  const apply = async () => {
    setBusy(true)
    const result = await applyAction({ number: found.number, rows })
    setBusy(false)
    const refusal = actionProblem(result)
    setProblem(refusal)
    if (refusal) return
    setChosen(new Set())
    toast.done(
      `${formatCountOf(rows.length, 'machine')} noted as applied`,
      'Verified once a later reading shows them licensed.',
    )
  }
  return (
    <Section
      id="machines"
      title="Machines"
      actions={
        answered.length > 0 && (
          <Button look="primary" disabledReason={disabledReason} disabled={busy} onClick={() => void apply()}>
            Note {formatCountOf(rows.length, 'machine')} as applied
          </Button>
        )
      }
    >
      {problem && <Notice tone="bad">{problem}</Notice>}
      <RequestTable found={found} choosable={new Set(answered)} chosen={chosen} onChoose={setChosen} />
    </Section>
  )
}
