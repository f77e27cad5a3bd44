'use client'

import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { FormDialog } from '@/components/form/form-dialog'
import { Input } from '@/components/form/input'
import { useSend } from '@/components/form/use-send'
import { Button, LinkButton } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Select } from '@/components/ui/select'
import type { ImportView } from '@/lib/data/imports/imports'
import { sayUnsaid } from '@/lib/format/import-questions'
import { paths } from '@/lib/format/paths'
import { cancelAction, describeAction, recordAction } from '../actions'
import {
  isMoving,
  isUndoable,
  recordLabel,
  waitsForCaptures,
  waitsForDayOrder,
  waitsForHostName,
} from '../import-state'
import { UndoImport } from '../undo-import'
import { useRefresh } from '../use-refresh'

interface ImportActionsProps {
  view: ImportView
  canRecord: boolean
  canCancel: boolean
}

/** Import, discard or cancel. */
export function ImportActions({ view, canRecord, canCancel }: ImportActionsProps) {
  const refresh = useRefresh()
  const { send, busy } = useSend(recordAction, { failed: 'It was not imported' })
  if (isUndoable(view) || view.status === 'done') {
    return (
      <>
        {canRecord && isUndoable(view) && <UndoImport view={view} />}
        {view.status === 'done' && <ResultLink view={view} />}
      </>
    )
  }
  return (
    <>
      {canCancel && isCancellable(view) && <Cancel view={view} />}
      {canRecord && view.status === 'ready' && (
        <Button
          look="primary"
          onClick={async () => {
            if (await send({ importId: view.id })) await refresh()
          }}
          disabled={busy}
          disabledReason={whyNot(view)}
        >
          {recordLabel(view)}
        </Button>
      )}
    </>
  )
}

const isCancellable = (view: ImportView) =>
  (isMoving(view) || view.status === 'ready') && view.status !== 'undoing' && !view.cancelRequested

/** Where its machines are shown: the one it is from, or those that reported last. */
function ResultLink({ view }: { view: ImportView }) {
  const machine = view.needsHostName ? view.hostName : null
  return (
    <LinkButton href={machine ? paths.client(machine) : paths.clients({ sort: '-news' })} look="primary">
      Look at {machine ?? 'the clients'}
    </LinkButton>
  )
}

/** Why it cannot be recorded as it is. */
function whyNot(view: ImportView): string | undefined {
  if (view.observations === 0) return 'Nothing in it can be used.'
  if (waitsForHostName(view)) return 'Enter the machine it is from first.'
  if (waitsForDayOrder(view)) return 'Choose whether day or month comes first in its dates.'
  if (waitsForCaptures(view)) return 'Say whether the text is of one machine or of several.'
  return undefined
}

function Cancel({ view }: { view: ImportView }) {
  const refresh = useRefresh()
  const verb = view.status === 'ready' ? 'Discard' : 'Cancel'
  return (
    <FormDialog
      trigger={<Button>{verb}</Button>}
      title={`${verb} this import?`}
      description={
        view.status === 'recording'
          ? 'It stops after the current batch. What is in the record by then stays there.'
          : 'The file is removed. Nothing of it is in the record.'
      }
      confirmLabel={`${verb} the import`}
      danger
      action={cancelAction}
      input={() => ({ importId: view.id })}
      onDone={() => void refresh()}
    />
  )
}

interface DescribeFormProps {
  view: ImportView
  /** The machine that the file name suggests. */
  suggestion: string | null
}

/** Asks for what the text does not say: the machine, when it was taken, how its dates and states are meant. */
export function DescribeForm({ view, suggestion }: DescribeFormProps) {
  const refresh = useRefresh()
  return (
    <Section id="describe" {...questionOf(view)}>
      <Form
        className="max-w-2xl"
        action={describeAction}
        input={({ text, moment }) => ({
          importId: view.id,
          hostName: view.needsHostName ? text('hostName') : undefined,
          observedAt: moment('observedAt'),
          dayOrder: view.needsDayOrder ? text('dayOrder') : undefined,
          captures: view.needsCaptures ? text('captures') : undefined,
        })}
        confirmLabel={confirmLabelOf(view)}
        onDone={() => void refresh()}
      >
        {view.needsHostName && <MachineFields view={view} suggestion={suggestion} />}
        {view.needsDayOrder && (
          <Field label="Dates such as 6/3/2026" hint="Asked once; it holds for the whole file.">
            <Select name="dayOrder" options={DAY_ORDERS} defaultValue={view.dayOrder ?? ''} />
          </Field>
        )}
        {view.needsCaptures && (
          <Field
            label="One product in several states"
            hint="Of several machines import each by itself, or put its name above each output."
          >
            <Select name="captures" options={CAPTURES} defaultValue={view.captures ?? ''} />
          </Field>
        )}
      </Form>
    </Section>
  )
}

const DAY_ORDERS = [
  { value: '', label: 'Day or month first?' },
  { value: 'dayFirst', label: 'Day first: 6 March' },
  { value: 'monthFirst', label: 'Month first: 3 June' },
  { value: 'unknown', label: 'Not known: leave such dates out' },
]

const CAPTURES = [
  { value: '', label: 'One machine or several?' },
  { value: 'oneMachine', label: 'One machine: the later state is newer' },
  { value: 'severalMachines', label: 'Several machines: leave them out' },
]

function questionOf(view: ImportView): { title: string; hint: string } {
  return { title: titleOf(view), hint: sayUnsaid(view) }
}

function titleOf(view: ImportView): string {
  if (waitsForHostName(view)) return 'Which machine is it from?'
  if (waitsForDayOrder(view)) return 'Day or month first?'
  if (waitsForCaptures(view)) return 'One machine or several?'
  return asksMore(view) ? 'What the text does not say' : 'The machine it is from'
}

function confirmLabelOf(view: ImportView): string {
  if (waitsForHostName(view)) return 'Use this machine'
  if (waitsForDayOrder(view)) return 'Read the dates so'
  return asksMore(view) ? 'Read it again' : 'Change the machine'
}

const asksMore = (view: ImportView) => view.needsDayOrder || view.needsCaptures

function MachineFields({ view, suggestion }: DescribeFormProps) {
  return (
    <div className="grid items-start gap-5 sm:grid-cols-2">
      <Field
        label="Machine"
        hint={suggestion ? `The file name suggests ${suggestion}.` : 'Short name or FQDN.'}
      >
        <Input
          name="hostName"
          defaultValue={view.hostName ?? suggestion ?? ''}
          mono
          autoComplete="off"
          placeholder="ws-0412.corp.example"
        />
      </Field>
      <Field
        label="Taken at"
        optional
        hint="Your local time. Leave empty for the time the file was written or pasted."
      >
        <Input name="observedAt" type="datetime-local" />
      </Field>
    </div>
  )
}
