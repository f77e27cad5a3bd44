/** What people enter in a ledger, and the request for more activations. */
'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input, Textarea } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import { Select, type SelectOption } from '@/components/ui/select'
import type { LowCountRules } from '@/lib/activation/mak/mak-forecast'
import {
  type IncreaseRequest,
  sayIncreaseRequest,
  suggestedIncrease,
} from '@/lib/activation/mak/mak-increase-request'
import type { REPORT_SOURCES } from '@/lib/operations/mak/ledger-input'
import { namesOf } from '../../offline/new/choice-query'
import {
  correctionAction,
  increaseAction,
  lowCountRulesAction,
  microsoftCountAction,
  planAction,
} from '../actions'

interface LedgerDialogProps {
  keyId: string
  disabledReason: string | undefined
}

interface IncreaseDialogProps extends LedgerDialogProps {
  /** Nothing was granted so far: it is the first lot. */
  isFirst: boolean
}

/** Enters activations that Microsoft granted. */
export function IncreaseDialog({ keyId, isFirst, disabledReason }: IncreaseDialogProps) {
  const { label, look, title, description, when } = isFirst ? FIRST : LATER
  return (
    <FormDialog
      trigger={<Button look={look}>{label}</Button>}
      title={title}
      description={description}
      confirmLabel="Enter the activations"
      disabledReason={disabledReason}
      action={increaseAction}
      input={({ text, number, moment, idempotencyKey }) => ({
        keyId,
        idempotencyKey,
        count: number('count'),
        reason: text('reason'),
        at: moment('at'),
      })}
    >
      <Field label="Activations">
        <Input name="count" inputMode="numeric" autoComplete="off" />
      </Field>
      <Field label="Why, or which agreement" optional>
        <Input name="reason" autoComplete="off" maxLength={300} />
      </Field>
      <Field label="When" hint={when} optional>
        <Input name="at" type="datetime-local" />
      </Field>
    </FormDialog>
  )
}

const FIRST = {
  label: 'Enter what was granted',
  look: 'primary',
  title: 'Enter what was granted',
  description:
    'How many activations this key has. The number is in the agreement; the licensing portal shows it as the maximum of the key.',
  when: 'Left empty: before all other entries.',
} as const

const LATER = {
  label: 'Enter an increase',
  look: 'secondary',
  title: 'Enter an increase',
  description: 'Activations that Microsoft added to this key.',
  when: 'In your own time zone. Left empty: now.',
} as const

const SOURCES: readonly SelectOption<(typeof REPORT_SOURCES)[number]>[] = [
  { value: 'portal', label: 'Licensing portal', hint: 'Microsoft 365 admin center, volume licensing' },
  { value: 'VAMT', label: 'VAMT', hint: 'After refreshing the count' },
  { value: 'phone', label: 'Phone', hint: 'From the Microsoft Activation Center' },
]

/** Enters what Microsoft reported to be left; our own count stays as it is. */
export function CountDialog({ keyId, disabledReason }: LedgerDialogProps) {
  return (
    <FormDialog
      trigger={<Button>Enter Microsoft’s count</Button>}
      title="Enter Microsoft’s count"
      description="Kept next to our count; neither changes the other."
      confirmLabel="Enter the count"
      disabledReason={disabledReason}
      action={microsoftCountAction}
      input={({ text, number, moment, idempotencyKey }) => ({
        keyId,
        idempotencyKey,
        source: text('source'),
        remaining: number('remaining'),
        at: moment('at'),
      })}
    >
      <Field label="Activations left">
        <Input name="remaining" inputMode="numeric" autoComplete="off" />
      </Field>
      <Field label="Read from">
        <Select name="source" options={SOURCES} defaultValue="portal" className="w-full" />
      </Field>
      <Field label="When" hint="In your own time zone. Left empty: now." optional>
        <Input name="at" type="datetime-local" />
      </Field>
    </FormDialog>
  )
}

/** Sets activations aside for machines that are to be activated. */
export function PlanDialog({ keyId, disabledReason }: LedgerDialogProps) {
  return (
    <FormDialog
      trigger={<Button>Plan activations</Button>}
      title="Plan activations"
      description="One for each machine, taken from the balance now. A machine that reports the license later is not counted again."
      confirmLabel="Take them from the balance"
      disabledReason={disabledReason}
      action={planAction}
      input={({ text, idempotencyKey }) => ({
        keyId,
        idempotencyKey,
        machines: namesOf(text('machines')).map((name) => ({ name })),
        reason: text('reason'),
      })}
    >
      <Field label="Machines" hint="One name a line.">
        <Textarea name="machines" mono rows={4} placeholder="ws-0412.corp.example" />
      </Field>
      <Field label="What for">
        <Input name="reason" autoComplete="off" maxLength={300} />
      </Field>
    </FormDialog>
  )
}

/** Corrects the balance, with the reason in the ledger. */
export function CorrectionDialog({ keyId, disabledReason }: LedgerDialogProps) {
  return (
    <FormDialog
      trigger={<Button>Correct the balance</Button>}
      title="Correct the balance"
      description="Entries never change; a correction is a new entry. It may take the balance below zero."
      confirmLabel="Enter the correction"
      disabledReason={disabledReason}
      action={correctionAction}
      input={({ text, number, idempotencyKey }) => ({
        keyId,
        idempotencyKey,
        change: number('change'),
        reason: text('reason'),
      })}
    >
      <Field label="Change" hint="−3 takes three activations away, 3 gives three back.">
        <Input name="change" inputMode="text" autoComplete="off" />
      </Field>
      <Field label="Reason" hint="Kept in the ledger and in the audit log with your name.">
        <Input name="reason" autoComplete="off" maxLength={300} />
      </Field>
    </FormDialog>
  )
}

/** When to alert that a MAK runs low. */
export function RulesDialog({ keyId, rules, disabledReason }: LedgerDialogProps & { rules: LowCountRules }) {
  return (
    <FormDialog
      trigger={<Button>Set alerts</Button>}
      title="Set alerts"
      description="Alert when the key runs low. Each rule works alone; an empty one never alerts. All use the lower of our count and Microsoft’s."
      confirmLabel="Save the rules"
      disabledReason={disabledReason}
      action={lowCountRulesAction}
      input={({ number }) => ({
        keyId,
        absolute: number('absolute') ?? null,
        percent: number('percent') ?? null,
        days: number('days') ?? null,
      })}
    >
      <Field label="Activations left" optional>
        <Input name="absolute" inputMode="numeric" autoComplete="off" defaultValue={rules.absolute ?? ''} />
      </Field>
      <Field label="Percent of the activations granted" hint="20: alerts when 80 % are used." optional>
        <Input name="percent" inputMode="numeric" autoComplete="off" defaultValue={rules.percent ?? ''} />
      </Field>
      <Field label="Days until it may run out" hint="By the earliest date of the forecast." optional>
        <Input name="days" inputMode="numeric" autoComplete="off" defaultValue={rules.days ?? ''} />
      </Field>
    </FormDialog>
  )
}

interface RequestDialogProps {
  request: Omit<IncreaseRequest, 'wanted' | 'why'>
  /** Milliseconds since 1970. */
  now: number
}

/** The request for more activations, ready to copy; nothing is sent from here. */
export function RequestDialog({ request, now }: RequestDialogProps) {
  const suggestion = suggestedIncrease(request.ledger, now)
  const [wanted, setWanted] = useState(suggestion.ok && suggestion.count > 0 ? String(suggestion.count) : '')
  const [why, setWhy] = useState('')
  const text = sayIncreaseRequest({ ...request, wanted: Number(wanted) || 0, why }, now)
  return (
    <Dialog
      title="Ask for more"
      description="A request to send to Microsoft or your reseller. It holds only the last five characters of the key."
      trigger={<Button>Ask for more</Button>}
      width="wide"
      actions={<CopyButton text={text} label="Copy the request" withText look="primary" />}
    >
      <div className="grid items-start gap-4 sm:grid-cols-[10rem_1fr]">
        <Field
          label="Wanted"
          hint={suggestion.ok ? `Suggested; lasts ${suggestion.coverDays} days` : undefined}
        >
          <Input
            value={wanted}
            inputMode="numeric"
            autoComplete="off"
            onChange={(event) => setWanted(event.target.value.replace(/\D/g, '').slice(0, 7))}
          />
        </Field>
        <Field label="Why">
          <Input
            value={why}
            autoComplete="off"
            maxLength={300}
            onChange={(event) => setWhy(event.target.value)}
          />
        </Field>
      </div>
      <Textarea value={text} readOnly mono rows={16} aria-label="The request" />
    </Dialog>
  )
}
