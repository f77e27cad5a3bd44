'use client'

import { useState } from 'react'
import { Controller, useForm } from 'react-hook-form'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input, Textarea } from '@/components/form/input'
import { zodResolver } from '@/components/form/zod-resolver'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Select, type SelectOption } from '@/components/ui/select'
import { type KeyWordsInput, keyWordsInput } from '@/lib/operations/keys/key-input'
import { editKeyAction } from './actions'

type Words = Required<KeyWordsInput>

interface EditKeyDialogProps {
  keyId: string
  kind: 'mak' | 'csvlk'
  words: Words
  keyGroups: readonly SelectOption[]
  /** products seen with the key, to choose activation IDs from */
  seen: readonly { activationId: string | null; label: string }[]
}

/** What a person says of a key. */
export function EditKeyDialog(props: EditKeyDialogProps) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      title="What is said of this key"
      width="wide"
      trigger={<Button>Edit</Button>}
      open={open}
      onOpenChange={setOpen}
    >
      <EditKeyForm {...props} onDone={() => setOpen(false)} />
    </Dialog>
  )
}

function EditKeyForm({
  keyId,
  kind,
  words,
  keyGroups,
  seen,
  onDone,
}: EditKeyDialogProps & { onDone: () => void }) {
  const [problem, setProblem] = useState<string>()
  const form = useForm({ resolver: zodResolver(keyWordsInput), defaultValues: words as KeyWordsInput })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async () => {
    setProblem(undefined)
    const result = await editKeyAction({ ...(form.getValues() as Words), keyId })
    const refusal = actionProblem(result)
    if (refusal) return setProblem(refusal)
    toast.done('The key is changed')
    onDone()
  })
  const ids = seen.flatMap(({ activationId, label }) =>
    activationId === null ? [] : [`${label}: ${activationId}`],
  )
  return (
    <FormShell
      onSubmit={submit}
      problem={problem}
      className="max-w-none"
      actions={<DialogButtons busy={isSubmitting}>Save</DialogButtons>}
    >
      <Field label="What it is for" error={errors.label?.message}>
        <Input {...form.register('label')} autoComplete="off" />
      </Field>
      {kind === 'csvlk' && (
        <Field label="Key group" hint="Which products its hosts can activate." optional>
          <Controller
            control={form.control}
            name="keyGroup"
            render={({ field }) => (
              <Select
                options={keyGroups}
                value={field.value || null}
                onValueChange={field.onChange}
                placeholder="Not known"
                className="w-full"
              />
            )}
          />
        </Field>
      )}
      <Field
        label="Activation IDs"
        optional
        error={errors.activationIds?.message}
        hint={
          ids.length > 0
            ? `The products it is for; empty means any. Seen: ${ids.join('; ')}.`
            : 'The products it is for, one a line; empty means any.'
        }
      >
        <Textarea {...form.register('activationIds')} mono rows={2} spellCheck={false} autoComplete="off" />
      </Field>
      <div className="grid gap-4 sm:grid-cols-2">
        <Field label="Agreement" optional error={errors.agreement?.message}>
          <Input {...form.register('agreement')} autoComplete="off" />
        </Field>
        <Field label="Owner" optional error={errors.owner?.message}>
          <Input {...form.register('owner')} autoComplete="off" />
        </Field>
      </div>
      <Field label="Note" optional error={errors.note?.message}>
        <Textarea {...form.register('note')} rows={3} />
      </Field>
    </FormShell>
  )
}
