'use client'

import { useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { CommandLine } from '@/components/ui/command-line'
import { aliasSentence } from '@/lib/activation/discovery/alias-check'
import { knockSentence } from '@/lib/activation/discovery/cell-sentence'
import { KMS_PORT } from '@/lib/activation/discovery/discovery'
import type { AliasAnswer } from '@/lib/operations/discovery/check-alias'
import { checkAliasAction } from '../actions'
import type { AliasPlan } from './alias-plan'

interface AliasCheckProps {
  plan: AliasPlan
  mayAsk: boolean
}

/** Asks the zone's servers for the name, and knocks at each address. */
export function AliasCheck({ plan, mayAsk }: AliasCheckProps) {
  const [busy, setBusy] = useState(false)
  const [problem, setProblem] = useState<string>()
  const [answer, setAnswer] = useState<AliasAnswer & { name: string }>()
  const ask = async () => {
    setBusy(true)
    const result = await checkAliasAction({ name: plan.name, port: plan.ports[0] ?? KMS_PORT })
    setBusy(false)
    setProblem(actionProblem(result))
    setAnswer(result?.data?.answer && { ...result.data.answer, name: plan.name })
  }
  const shown = answer?.name === plan.name ? answer : undefined
  return (
    <Section
      id="check"
      title="4. Afterwards"
      hint="The name must lead to every chosen host and to no other, and each must answer."
      actions={
        <Button disabled={busy} disabledReason={reasonNotTo(plan, mayAsk)} onClick={() => void ask()}>
          Check the name now
        </Button>
      }
    >
      <div className="grid gap-3 grid-cols-[minmax(0,1fr)]" role="status">
        {problem && <Notice tone="bad">{problem}</Notice>}
        {shown && <Answer answer={shown} wanted={plan.addresses} />}
      </div>
      <div className="grid gap-1.5 min-w-0">
        <p>From a client:</p>
        <CommandLine command={`nslookup ${plan.name || 'kms.corp.example'}`} />
      </div>
    </Section>
  )
}

function Answer({ answer, wanted }: { answer: AliasAnswer & { name: string }; wanted: string[] }) {
  const { name, finding, server, knocks } = answer
  const found = finding.kind === 'addresses' ? finding.addresses : []
  const isRight =
    found.length > 1 &&
    wanted.every((address) => found.includes(address)) &&
    found.every((address) => wanted.length === 0 || wanted.includes(address)) &&
    knocks.every(({ knock }) => knock.kind === 'open')
  return (
    <Notice tone={isRight ? 'ok' : 'watch'} title={aliasSentence(name, finding, wanted)}>
      {server && <p className="text-ink-soft">Asked of {server}.</p>}
      {knocks.length > 0 && (
        <ul className="grid gap-1 pt-1">
          {knocks.map(({ address, knock }) => (
            <li key={address}>
              <span className="font-mono text-table">{address}</span>: {knockSentence(knock)}
            </li>
          ))}
        </ul>
      )}
    </Notice>
  )
}

function reasonNotTo(plan: AliasPlan, mayAsk: boolean): string | undefined {
  if (!mayAsk) return 'Your role reads what DNS answered; admins and helpdesk can ask it anew.'
  if (plan.name === '') return 'Enter the name first.'
  return plan.zone ? undefined : 'The name lies in no zone of the Networks page.'
}
