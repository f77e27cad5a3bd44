'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { CommandLine } from '@/components/ui/command-line'
import { Link } from '@/components/ui/link'
import { useNow } from '@/components/ui/now'
import { readCommands } from '@/lib/activation/offline/activation-commands'
import { isChoosable, standingSentence } from '@/lib/activation/offline/candidate'
import type { CandidatesView, CandidateView } from '@/lib/data/exchange/candidates'
import { paths } from '@/lib/format/paths'
import { prepareAction } from '../actions'

/** Days until a request by phone expires. */
const DUE_DAYS = 7
const DAY_MS = 86_400_000

interface OneMachineProps {
  view: CandidatesView
  name: string
  mayChange: boolean
}

/** What is known of the machine, and going on to its installation ID. */
export function OneMachine({ view, name, mayChange }: OneMachineProps) {
  const found = view.machines.find(({ machine }) => machine === name) ?? view.machines[0]
  if (!found) {
    return (
      <EmptyState kind="noMatch" title={`No machine is called ${name}`}>
        Run slmgr.vbs /dlv there and import what it says; the installation ID is in it.
      </EmptyState>
    )
  }
  return (
    <Card className="grid gap-4">
      <div className="grid gap-1">
        <p className="font-semibold">
          <Link href={paths.client(found.machine)} className="link font-mono text-ink">
            {found.machine}
          </Link>
        </p>
        <p className="text-ink-soft">{found.productLabel}</p>
        <p>{standingSentence(found.standing)}.</p>
      </div>
      {found.standing.kind === 'noInstallationId' && <HowToRead />}
      {found.standing.kind === 'inPackage' ? (
        <p>
          <Link href={paths.exchange(found.standing.packageNumber)} className="link">
            Open package {found.standing.packageNumber}
          </Link>
        </p>
      ) : (
        <Prepare view={view} found={found} mayChange={mayChange} />
      )}
    </Card>
  )
}

function Prepare({
  view,
  found,
  mayChange,
}: {
  view: CandidatesView
  found: CandidateView
  mayChange: boolean
}) {
  const router = useRouter()
  const now = useNow()
  const [problem, setProblem] = useState<string>()
  const [busy, setBusy] = useState(false)
  const prepare = async (wantsNew: boolean) => {
    setBusy(true)
    const result = await prepareAction({
      keyId: view.key.id,
      method: 'phone',
      machines: [{ name: found.machine, wantsNew }],
      dueAt: new Date(now.getTime() + DUE_DAYS * DAY_MS).toISOString(),
      withNames: true,
    })
    setBusy(false)
    if (result?.data?.number) return router.push(paths.exchangeRequest(result.data.number, 1))
    setProblem(actionProblem(result) ?? 'Nothing was prepared.')
  }
  const isReapply = found.standing.kind === 'reapply'
  const reason = reasonAgainst(found, mayChange)
  return (
    <>
      {problem && <Notice tone="bad">{problem}</Notice>}
      <div className="flex flex-wrap gap-2">
        {isReapply && (
          <Button look="primary" disabled={busy} disabledReason={reason} onClick={() => void prepare(false)}>
            Apply the stored confirmation ID again
          </Button>
        )}
        <Button
          look={isReapply ? 'secondary' : 'primary'}
          disabled={busy}
          disabledReason={reason}
          onClick={() => void prepare(true)}
        >
          Hold 1 activation of …-{view.key.lastFive} and show the installation ID
        </Button>
      </div>
    </>
  )
}

function reasonAgainst({ standing }: CandidateView, mayChange: boolean): string | undefined {
  if (!mayChange) return 'Only a licensing admin activates machines.'
  return isChoosable(standing) ? undefined : `${standingSentence(standing)}.`
}

function HowToRead() {
  return (
    <div className="grid gap-2">
      {readCommands().map(({ label, command }) => (
        <div key={label} className="grid gap-1">
          <span className="text-table text-ink-soft">{label}</span>
          <CommandLine command={command} />
        </div>
      ))}
    </div>
  )
}
