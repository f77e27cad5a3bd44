'use client'

import { EyeOff, Merge, Undo2 } from 'lucide-react'
import { useRouter } from 'next/navigation'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import { formatCountOf } from '@/lib/format/counts'
import { bringBackMachinesAction, forgetMachinesAction, mergeMachinesAction } from './actions'

/** Why the buttons are off for whoever may not change machines. */
export const NO_MACHINE_CHANGE = 'Only a licensing admin can change machines.'

const FORGETTING_MS = 60_000

interface DecisionProps {
  /** by name */
  names: readonly string[]
  mayChange: boolean
  onDone?: () => void
  /** opened by something else than a button of its own */
  open?: boolean
  onOpenChange?: (open: boolean) => void
}

interface ForgetProps extends Omit<DecisionProps, 'names'> {
  names: readonly string[] | undefined
  /** without names: all that this address of the list finds, in words and itself */
  machines: string
  query?: string | undefined
}

/** Takes machines out of all counts and lists. */
export function ForgetDialog({ names, machines, query, mayChange, onDone, open, onOpenChange }: ForgetProps) {
  return (
    <FormDialog
      {...(open === undefined && { trigger: <Button icon={EyeOff}>Forget</Button> })}
      {...(open !== undefined && { open, onOpenChange })}
      disabledReason={mayChange ? undefined : NO_MACHINE_CHANGE}
      title={`Forget ${machines}?`}
      description="For a file that was taken for a machine, or a machine that is gone. It leaves all counts, lists and trends. Its history is kept under Forgotten machines, from where you can bring it back; newer news of it brings it back, too."
      action={forgetMachinesAction}
      input={({ text }) => ({ names, query: query ?? '', reason: text('reason') ?? '' })}
      confirmLabel={names?.length === 1 ? 'Forget the machine' : 'Forget the machines'}
      danger
      patienceMs={FORGETTING_MS}
      onDone={onDone}
    >
      <ReasonField />
    </FormDialog>
  )
}

/** Makes machines one with another. */
export function MergeDialog({ names, mayChange, onDone, open, onOpenChange }: DecisionProps) {
  const [only] = names
  const machines = names.length === 1 ? only : formatCountOf(names.length, 'machine')
  return (
    <FormDialog
      {...(open === undefined && { trigger: <Button icon={Merge}>Merge</Button> })}
      {...(open !== undefined && { open, onOpenChange })}
      disabledReason={mayChange ? undefined : NO_MACHINE_CHANGE}
      title={`Merge ${machines} into another machine`}
      description="All that was said of them, and will be said under their names, is about that machine. It can be undone on its page under Names."
      action={mergeMachinesAction}
      input={({ text }) => ({ names, into: text('into') ?? '', reason: text('reason') ?? '' })}
      confirmLabel="Merge them"
      patienceMs={FORGETTING_MS}
      onDone={onDone}
    >
      <Field label="Into" hint="The name of the machine that stays.">
        <Input name="into" autoComplete="off" maxLength={255} className="font-mono" />
      </Field>
      <ReasonField />
    </FormDialog>
  )
}

/** Brings forgotten machines back, as if they had never been forgotten. */
export function BringBackDialog({ names, mayChange, onDone }: DecisionProps) {
  const router = useRouter()
  const [only] = names
  return (
    <FormDialog
      trigger={<Button icon={Undo2}>Bring back</Button>}
      disabledReason={mayChange ? undefined : NO_MACHINE_CHANGE}
      title={`Bring back ${names.length === 1 ? only : formatCountOf(names.length, 'machine')}?`}
      description="It counts again, with its whole history, as if it had never been forgotten."
      action={bringBackMachinesAction}
      input={({ text }) => ({ names, reason: text('reason') ?? '' })}
      confirmLabel={names.length === 1 ? 'Bring the machine back' : 'Bring the machines back'}
      patienceMs={FORGETTING_MS}
      onDone={() => {
        onDone?.()
        router.refresh()
      }}
    >
      <ReasonField />
    </FormDialog>
  )
}
