'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import { FormDialog } from '@/components/form/form-dialog'
import { Input, Textarea } from '@/components/form/input'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import { Select } from '@/components/ui/select'
import { formatCountOf } from '@/lib/format/counts'
import { acknowledgeAction, assignAction, closeAction, noteAction, snoozeAction } from './actions'

interface ManyProps {
  ids: readonly (number | string)[]
  onDone?: (() => void) | undefined
}

const these = (ids: ManyProps['ids']) =>
  ids.length === 1 ? 'this alert' : formatCountOf(ids.length, 'alert')

/** What those who may act do with one alert or several. */
export function AlertActions({ ids, onDone, people }: ManyProps & { people: readonly Person[] }) {
  return (
    <>
      <Acknowledge ids={ids} onDone={onDone} />
      <Assign ids={ids} onDone={onDone} people={people} />
      <Snooze ids={ids} onDone={onDone} />
      <Close ids={ids} onDone={onDone} />
    </>
  )
}

function Acknowledge({ ids, onDone }: ManyProps) {
  return (
    <FormDialog
      trigger={<Button look="primary">Acknowledge</Button>}
      title={`Acknowledge ${these(ids)}?`}
      description="Others see that somebody is on it; no reminder and no escalation is sent."
      confirmLabel="Acknowledge"
      action={acknowledgeAction}
      input={({ text }) => ({ alertIds: ids, note: text('note') || undefined })}
      onDone={onDone}
    >
      <Field label="Note" optional>
        <Textarea name="note" rows={2} maxLength={2000} />
      </Field>
    </FormDialog>
  )
}

interface Person {
  id: string
  name: string
}

function Assign({ ids, onDone, people }: ManyProps & { people: readonly Person[] }) {
  return (
    <FormDialog
      trigger={<Button>Assign</Button>}
      title={`Who is on ${these(ids)}?`}
      confirmLabel="Assign"
      action={assignAction}
      input={({ text }) => ({ alertIds: ids, personId: text('personId') || null })}
      onDone={onDone}
    >
      <Field label="Person">
        <Select
          name="personId"
          defaultValue=""
          options={[
            { value: '', label: 'Nobody' },
            ...people.map(({ id, name }) => ({ value: id, label: name })),
          ]}
        />
      </Field>
    </FormDialog>
  )
}

const HOUR_MS = 3_600_000
const SPANS = [
  { value: '4', label: '4 hours' },
  { value: '24', label: '1 day' },
  { value: '72', label: '3 days' },
  { value: '168', label: '7 days' },
  { value: '720', label: '30 days' },
] as const

function Snooze({ ids, onDone }: ManyProps) {
  const [hours, setHours] = useState<(typeof SPANS)[number]['value']>('24')
  return (
    <FormDialog
      trigger={<Button>Snooze</Button>}
      title={`Snooze ${these(ids)}?`}
      description="It is silent until then, and open again if it still holds."
      confirmLabel="Snooze"
      action={snoozeAction}
      input={({ text }) => ({
        alertIds: ids,
        until: new Date(Date.now() + Number(hours) * HOUR_MS).toISOString(),
        note: text('note') || undefined,
      })}
      onDone={onDone}
    >
      <Field label="For">
        <Select options={SPANS} value={hours} onValueChange={setHours} />
      </Field>
      <Field label="Note" optional>
        <Input name="note" maxLength={2000} />
      </Field>
    </FormDialog>
  )
}

function Close({ ids, onDone }: ManyProps) {
  return (
    <FormDialog
      trigger={<Button>Close by hand</Button>}
      title={`Close ${these(ids)} by hand?`}
      description="It is accepted as it is: it opens again only after it was well once, or when it gets worse."
      confirmLabel="Close by hand"
      action={closeAction}
      input={({ text }) => ({ alertIds: ids, reason: text('reason') })}
      onDone={onDone}
    >
      <ReasonField />
    </FormDialog>
  )
}

/** Writes beside the history. */
export function NoteDialog({ id }: { id: number }) {
  return (
    <FormDialog
      trigger={<Button>Write a note</Button>}
      title="Write a note"
      confirmLabel="Write the note"
      action={noteAction}
      input={({ text }) => ({ alertId: id, note: text('note') })}
    >
      <Field label="Note">
        <Textarea name="note" rows={3} maxLength={2000} />
      </Field>
    </FormDialog>
  )
}
