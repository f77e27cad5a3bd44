'use client'

import { Eye } from 'lucide-react'
import { useEffect, useState } from 'react'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { FormDialog } from '@/components/form/form-dialog'
import { Input, Textarea } from '@/components/form/input'
import { MoreFields } from '@/components/form/more-fields'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog, DialogClose } from '@/components/ui/dialog'
import { Select, type SelectOption } from '@/components/ui/select'
import type { KeyView } from '@/lib/data/keys/key-page'
import { editKeyAction, restoreKeyAction, retireKeyAction, revealKeyAction } from './actions'

type Key = Pick<KeyView, 'id' | 'label'>

const SHOWN_SECONDS = 60

/** Shows the full key for a minute, after a reason was given. */
export function RevealKey({ id, label, disabledReason }: Key & { disabledReason: string | undefined }) {
  const [open, setOpen] = useState(false)
  const [shown, setShown] = useState<string>()
  const trigger = (
    <Button icon={Eye} disabledReason={disabledReason}>
      Reveal
    </Button>
  )
  if (disabledReason !== undefined) return trigger
  return (
    <Dialog
      title={shown ? label : `Reveal the full key of ${label}?`}
      description={
        shown
          ? undefined
          : 'Your name, the time and the reason go to the audit log before the key is shown. It is hidden again after a minute.'
      }
      trigger={trigger}
      open={open}
      onOpenChange={(next) => {
        setShown(undefined)
        setOpen(next)
      }}
      actions={
        shown && (
          <DialogClose>
            <Button look="primary">Hide</Button>
          </DialogClose>
        )
      }
    >
      {shown ? (
        <ShownKey text={shown} onHide={() => setOpen(false)} />
      ) : (
        <Form
          action={revealKeyAction}
          input={({ text }) => ({ keyId: id, reason: text('reason') })}
          confirmLabel="Reveal the key"
          onDone={setShown}
        >
          <ReasonField />
        </Form>
      )}
    </Dialog>
  )
}

function ShownKey({ text, onHide }: { text: string; onHide: () => void }) {
  useEffect(() => {
    const timer = setTimeout(onHide, SHOWN_SECONDS * 1000)
    return () => clearTimeout(timer)
  }, [onHide])
  return (
    <div className="grid gap-2">
      <p className="flex flex-wrap items-center gap-2">
        <span
          data-testid="revealed-key"
          className="font-mono text-base font-medium tracking-wide break-all sm:text-title"
        >
          {text}
        </span>
        <CopyButton text={text} label="Copy the key" />
      </p>
      <p className="text-table text-ink-soft">Hidden again after {SHOWN_SECONDS} seconds.</p>
    </div>
  )
}

export function RetireKey({ id, label }: Key) {
  return (
    <FormDialog
      trigger={<Button>Retire</Button>}
      title={`Retire ${label}?`}
      description="It can no longer be chosen anywhere. The key, its machines and its history stay, and it can be restored."
      confirmLabel="Retire the key"
      danger
      action={retireKeyAction}
      input={({ text }) => ({ keyId: id, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}

export function RestoreKey({ id, label }: Key) {
  return (
    <FormDialog
      trigger={<Button>Restore</Button>}
      title={`Restore ${label}?`}
      description="It can be chosen again wherever a key is needed."
      confirmLabel="Restore the key"
      action={restoreKeyAction}
      input={({ text }) => ({ keyId: id, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}

interface EditKeyProps
  extends Key,
    Pick<KeyView, 'kind' | 'keyGroup' | 'activationIds' | 'business' | 'products'> {
  keyGroups: readonly SelectOption[]
}

/** What a key is for, and the facts of the business side. */
export function EditKey(props: EditKeyProps) {
  const { id, label, kind, keyGroup, keyGroups, activationIds, business, products } = props
  const seen = products.flatMap((one) =>
    one.activationId === null ? [] : [`${one.label}: ${one.activationId}`],
  )
  return (
    <FormDialog
      trigger={<Button>Change</Button>}
      title={`Change ${label}`}
      width="wide"
      confirmLabel="Save the changes"
      action={editKeyAction}
      input={({ text }) => ({
        keyId: id,
        label: text('label'),
        keyGroup: text('keyGroup'),
        activationIds: text('activationIds'),
        agreement: text('agreement'),
        owner: text('owner'),
        note: text('note'),
      })}
    >
      <Field label="What it is for">
        <Input name="label" defaultValue={label} autoComplete="off" />
      </Field>
      {kind === 'csvlk' && (
        <Field label="Key group" hint="Decides which products its hosts can activate." optional>
          <Select
            name="keyGroup"
            options={keyGroups}
            defaultValue={keyGroup ?? undefined}
            placeholder="Not known"
            className="w-full"
          />
        </Field>
      )}
      <div className="grid gap-5 sm:grid-cols-2">
        <Field label="Agreement" optional>
          <Input name="agreement" defaultValue={business?.agreement ?? ''} autoComplete="off" />
        </Field>
        <Field label="Owner" optional>
          <Input name="owner" defaultValue={business?.owner ?? ''} autoComplete="off" />
        </Field>
      </div>
      <Field label="Note" optional>
        <Textarea name="note" defaultValue={business?.note ?? ''} rows={3} />
      </Field>
      <MoreFields label="More: the products it is for" open={activationIds.length > 0}>
        <Field
          label="Activation IDs"
          optional
          hint={`One a line; empty means any product.${seen.length > 0 ? ` Seen with the key: ${seen.join('; ')}.` : ''}`}
        >
          <Textarea
            name="activationIds"
            mono
            rows={2}
            defaultValue={activationIds.join('\n')}
            spellCheck={false}
            autoComplete="off"
          />
        </Field>
      </MoreFields>
    </FormDialog>
  )
}
