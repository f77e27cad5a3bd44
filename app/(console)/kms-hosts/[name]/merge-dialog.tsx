'use client'

import type { ReactElement } from 'react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { Select } from '@/components/ui/select'
import { mergeHostNamesAction } from '../actions'

interface MergeDialogProps {
  name: string
  others: string[]
  trigger: ReactElement<Record<string, unknown>>
}

/** Says that another host of the list is this one under another name. */
export function MergeDialog({ name, others, trigger }: MergeDialogProps) {
  return (
    <FormDialog
      trigger={trigger}
      title={`Which other host is ${name}?`}
      description="Both names are one host from then on: clients, requests and readings are put together. Nothing recorded changes, so it can be undone."
      confirmLabel="Merge the names"
      disabledReason={others.length === 0 ? 'No other KMS host is known.' : undefined}
      action={mergeHostNamesAction}
      input={({ text }) => ({ name: text('name'), into: name, reason: text('reason') })}
    >
      <Field label="Other name">
        <Select name="name" options={others.map((value) => ({ value, label: value }))} className="w-full" />
      </Field>
      <ReasonField />
    </FormDialog>
  )
}
