'use client'

import { useState } from 'react'
import { EmptyState } from '@/components/feedback/empty-state'
import { Notice } from '@/components/feedback/notice'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input, Textarea } from '@/components/form/input'
import { TickField } from '@/components/form/tick-field'
import { useGo } from '@/components/layout/leaving'
import { Section } from '@/components/ui/card'
import { useNow } from '@/components/ui/now'
import { sayMaking } from '@/lib/activation/mak/mak-sentence'
import { isChoosable, isReady } from '@/lib/activation/offline/candidate'
import type { CandidatesView } from '@/lib/data/exchange/candidates'
import type { CountedExchangeKey } from '@/lib/data/exchange/exchange-keys'
import { formatCount, formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { prepareAction } from '../actions'
import { CandidateTable, type MachineChoice } from './candidate-table'

interface NewPackageProps {
  view: CandidatesView
  mayChange: boolean
  /** The list was narrowed to what is meant: all that are ready are chosen to begin with. */
  isNarrowed: boolean
}

/** Machines to tick, what they cost, and the rest of a package. */
export function NewPackage({ view, mayChange, isNarrowed }: NewPackageProps) {
  const { key, machines, total, isExact, unknownNames } = view
  const go = useGo()
  const ready = machines.filter(({ standing }) => isReady(standing)).map(({ machine }) => machine)
  const [choice, setChoice] = useState<MachineChoice>({ chosen: isNarrowed ? ready : [], wantsNew: [] })
  const chosen = machines
    .filter(({ machine, standing }) => choice.chosen.includes(machine) && isChoosable(standing))
    .map(({ machine, standing }) => ({
      name: machine,
      standing,
      wantsNew: choice.wantsNew.includes(machine),
    }))
  const reapplied = chosen.filter(({ standing, wantsNew }) => standing.kind === 'reapply' && !wantsNew).length
  const cost = chosen.length - reapplied
  return (
    <>
      {unknownNames.length > 0 && <UnknownNames names={unknownNames} />}
      <Section
        id="machines"
        title="Machines"
        hint={
          total > machines.length
            ? `The first ${formatCount(machines.length)} of ${isExact ? '' : 'more than '}${formatCount(total)}; narrow the list to see the others.`
            : undefined
        }
      >
        {machines.length === 0 ? (
          <EmptyState kind="noMatch" title="No machine matches">
            Without a network or names, the list has the machines with this MAK that are not licensed. Choose
            a network or paste names to see others.
          </EmptyState>
        ) : (
          <CandidateTable machines={machines} choice={choice} onChoose={setChoice} />
        )}
      </Section>
      <Section id="package" title="Package">
        <Balance exchangeKey={key} cost={cost} reapplied={reapplied} machines={chosen.length} />
        <Form
          action={prepareAction}
          input={({ text, flag }) => ({
            keyId: key.id,
            method: 'file',
            machines: chosen.map(({ name, wantsNew }) => ({ name, wantsNew })),
            dueAt: `${text('dueAt')}T23:59:59.000Z`,
            withNames: flag('withNames'),
            note: text('note'),
          })}
          confirmLabel={
            chosen.length === 0
              ? 'Prepare the package'
              : `Prepare the package of ${formatCountOf(chosen.length, 'machine')}`
          }
          disabledReason={reasonAgainst({ mayChange, count: chosen.length, cost, balance: key.balance })}
          onDone={(number) => go(paths.exchange(number))}
        >
          <PackageFields />
        </Form>
      </Section>
    </>
  )
}

function UnknownNames({ names }: { names: readonly string[] }) {
  return (
    <Notice tone="watch" title={`${formatCountOf(names.length, 'unknown name')}`}>
      <span className="font-mono text-table break-words">{names.join(', ')}</span>
      <span className="block">Import the output of slmgr.vbs /dlv from these machines first.</span>
    </Notice>
  )
}

interface BalanceProps {
  exchangeKey: CountedExchangeKey
  cost: number
  reapplied: number
  machines: number
}

const toneOf = (isRefused: boolean, isShort: boolean) => {
  if (isRefused) return 'bad'
  return isShort ? 'watch' : 'info'
}

/** What the package takes from the MAK, and what is left of it. */
function Balance({ exchangeKey, cost, reapplied, machines }: BalanceProps) {
  const { balance, figure, reserved, lastFive } = exchangeKey
  const now = useNow().getTime()
  const { left, granted } = figure
  const rest = left - cost
  const isRefused = cost > 0 && balance < cost
  const stored = formatCountOf(reapplied, 'stored confirmation ID')
  const again = reapplied > 0 ? ` ${stored} applied again, without an activation.` : ''
  const held = reserved > 0 ? `, not counting ${formatCount(reserved)} reserved for other packages` : ''
  return (
    <Notice
      tone={toneOf(isRefused, cost > 0 && rest < 0)}
      title={`${formatCountOf(machines, 'machine')}, ${formatCountOf(cost, 'activation')} of MAK …-${lastFive}.${again}`}
    >
      {granted === 0
        ? 'The number of activations granted with this MAK is not entered. Enter it in its ledger first.'
        : `${formatCountOf(left, 'activation')} left of ${formatCount(granted)} granted${held}; ${cost > 0 && rest < 0 ? `${formatCount(-rest)} too few.` : `${formatCount(rest)} after this package.`}`}
      {granted > 0 && (
        <span className="block">
          {sayMaking(figure, now)}
          {!isRefused && cost > 0 && rest < 0 && ' Ask for a new count before you carry the package out.'}
        </span>
      )}
    </Notice>
  )
}

const USUAL_DAYS = 14
const DAY_MS = 86_400_000

/** Due date, names or none, note. */
function PackageFields() {
  const now = useNow()
  const dayIn = (days: number) => new Date(now.getTime() + days * DAY_MS).toISOString().slice(0, 10)
  return (
    <>
      <Field
        label="Due"
        hint="Requests without an answer expire at the end of this day (UTC), and their activations are released."
      >
        <Input
          type="date"
          name="dueAt"
          defaultValue={dayIn(USUAL_DAYS)}
          min={dayIn(0)}
          className="max-w-44"
        />
      </Field>
      <TickField
        name="withNames"
        defaultChecked
        label="The file names the machines"
        hint="Otherwise each has a pseudonym (machine-001), and only this console knows its name."
      />
      <Field label="Note" optional>
        <Textarea name="note" rows={2} maxLength={500} />
      </Field>
    </>
  )
}

function reasonAgainst(facts: { mayChange: boolean; count: number; cost: number; balance: number }) {
  if (!facts.mayChange) return 'Only a licensing admin can prepare packages.'
  if (facts.count === 0) return 'Choose at least one machine.'
  const missing = facts.cost - Math.max(0, facts.balance)
  if (facts.cost > 0 && missing > 0) {
    return `${formatCountOf(missing, 'activation')} too few on this MAK: ${formatCount(facts.balance)} left, ${formatCount(facts.cost)} needed.`
  }
  return undefined
}
