'use client'

import type { ReactElement } from 'react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { TickField } from '@/components/form/tick-field'
import { setBelongingAction } from './actions'

interface BelongingDialogProps {
  trigger: ReactElement<Record<string, unknown>>
  disabledReason?: string | undefined
  /** the machines in words: 'ws-0412.corp.example', '12 machines' */
  machines: string
  /** by name, or all that the address of the list finds */
  names?: string[] | undefined
  query?: string | undefined
  onDone?: () => void
}

/** Sets site, owner, department and tags by hand. */
export function BelongingDialog({
  trigger,
  disabledReason,
  machines,
  names,
  query,
  onDone,
}: BelongingDialogProps) {
  return (
    <FormDialog
      trigger={trigger}
      disabledReason={disabledReason}
      title={`Set site and owner of ${machines}`}
      description="Empty fields stay as they are, a minus says that there is none. It counts before lists and rules."
      action={setBelongingAction}
      input={({ text, flag }) => ({
        names,
        query: query ?? '',
        site: text('site'),
        owner: text('owner'),
        department: text('department'),
        addTags: text('addTags'),
        removeTags: text('removeTags'),
        forget: flag('forget'),
      })}
      confirmLabel="Set them"
      patienceMs={120_000}
      onDone={onDone}
    >
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Site">
          <Input name="site" autoComplete="off" />
        </Field>
        <Field label="Owner">
          <Input name="owner" autoComplete="off" />
        </Field>
        <Field label="Department">
          <Input name="department" autoComplete="off" />
        </Field>
        <Field label="Add tags" hint="Separated by commas.">
          <Input name="addTags" autoComplete="off" />
        </Field>
        <Field label="Remove tags">
          <Input name="removeTags" autoComplete="off" />
        </Field>
      </div>
      <TickField
        name="forget"
        label="First forget what was set by hand before: lists and rules count again"
      />
    </FormDialog>
  )
}
