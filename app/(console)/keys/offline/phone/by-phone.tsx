'use client'

import { useState } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { useChoice } from '@/components/form/choice-in-address'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input } from '@/components/form/input'
import { useGo } from '@/components/layout/leaving'
import { Commands } from '@/components/offline/commands'
import { Button } from '@/components/ui/button'
import { Card } from '@/components/ui/card'
import { Link } from '@/components/ui/link'
import { useNow } from '@/components/ui/now'
import { readCommands } from '@/lib/activation/offline/activation-commands'
import { isChoosable, standingSentence } from '@/lib/activation/offline/candidate'
import type { CandidatesView, CandidateView } from '@/lib/data/exchange/candidates'
import type { CountedExchangeKey } from '@/lib/data/exchange/exchange-keys'
import { paths } from '@/lib/format/paths'
import { prepareAction } from '../actions'
import { MakField } from '../mak-choice'

interface PhoneFilterProps {
  keys: readonly CountedExchangeKey[]
  keyId: string
  client: string
}

/** Which MAK and which machine. */
export function PhoneFilter({ keys, keyId, client }: PhoneFilterProps) {
  const { go } = useChoice()
  const [name, setName] = useState(client)
  const pathFor = (key: string) => paths.offlinePhone({ client: name.trim(), key })
  return (
    <form
      className="flex flex-wrap items-end gap-4"
      onSubmit={(event) => {
        event.preventDefault()
        go(pathFor(keyId))
      }}
    >
      <div className="w-80 max-w-full">
        <Field label="Machine">
          <Input
            mono
            value={name}
            onChange={(event) => setName(event.currentTarget.value)}
            autoComplete="off"
          />
        </Field>
      </div>
      <div className="w-80 max-w-full">
        <MakField keys={keys} keyId={keyId} pathFor={pathFor} />
      </div>
      <Button type="submit">Look up</Button>
    </form>
  )
}

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
      <EmptyState kind="noMatch" title={`No machine with the name ${name}`}>
        Run slmgr.vbs /dlv there and import the output; it has the installation ID.
      </EmptyState>
    )
  }
  const { machine, productLabel, standing } = found
  return (
    <Card className="grid gap-4">
      <div className="grid gap-1">
        <p className="font-semibold">
          <Link href={paths.client(machine)} className="link font-mono text-ink">
            {machine}
          </Link>
        </p>
        <p className="text-ink-soft">{productLabel}</p>
        <p>{standingSentence(standing)}.</p>
      </div>
      {standing.kind === 'noInstallationId' && <Commands commands={readCommands()} />}
      {standing.kind === 'inPackage' ? (
        <p>
          <Link href={paths.exchange(standing.packageNumber)} className="link">
            Open package {standing.packageNumber}
          </Link>
        </p>
      ) : (
        <Prepare mak={view.key} found={found} mayChange={mayChange} />
      )}
    </Card>
  )
}

/** Days until a request by phone expires. */
const DUE_DAYS = 7
const DAY_MS = 86_400_000

interface PrepareProps {
  mak: CountedExchangeKey
  found: CandidateView
  mayChange: boolean
}

/** A package of one machine: with a new activation, or without one where a stored confirmation ID will do. */
function Prepare({ mak, found: { machine, standing }, mayChange }: PrepareProps) {
  const go = useGo()
  const now = useNow()
  const hasStored = standing.kind === 'reapply'
  const [wantsNew, setWantsNew] = useState(!hasStored)
  return (
    <Form
      action={prepareAction}
      input={() => ({
        keyId: mak.id,
        method: 'phone',
        machines: [{ name: machine, wantsNew }],
        dueAt: new Date(now.getTime() + DUE_DAYS * DAY_MS).toISOString(),
        withNames: true,
      })}
      confirmLabel={
        wantsNew
          ? `Reserve 1 activation of …-${mak.lastFive} and show the installation ID`
          : 'Apply the stored confirmation ID again'
      }
      disabledReason={reasonAgainst(standing, mayChange)}
      onDone={(number) => go(paths.exchangeRequest(number, 1))}
    >
      {hasStored && (
        <label className="flex items-center gap-2">
          <input
            type="checkbox"
            className="tick-box"
            checked={wantsNew}
            onChange={() => setWantsNew(!wantsNew)}
          />
          Use a new activation instead
        </label>
      )}
    </Form>
  )
}

function reasonAgainst(standing: CandidateView['standing'], mayChange: boolean): string | undefined {
  if (!mayChange) return 'Only a licensing admin can activate machines.'
  return isChoosable(standing) ? undefined : `${standingSentence(standing)}.`
}
