'use client'

import { type ReactElement, useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input, Textarea } from '@/components/form/input'
import { zodResolver } from '@/components/form/zod-resolver'
import { Dialog } from '@/components/ui/dialog'
import { formatBytes } from '@/lib/format/counts'
import { hostName, observedAt } from './describe-input'
import type { FilesHandler } from './upload-file'

interface PasteDialogProps {
  trigger: ReactElement<Record<string, unknown>>
  onText: FilesHandler
  limitBytes: number
}

/** Text from a console window or a mail, with the machine it is from. */
export function PasteDialog({ trigger, onText, limitBytes }: PasteDialogProps) {
  const [open, setOpen] = useState(false)
  return (
    <Dialog
      title="Paste text"
      description="The output of slmgr.vbs, ospp.vbs or PowerShell, with everything around it. Product keys in it are masked."
      width="wide"
      trigger={trigger}
      open={open}
      onOpenChange={setOpen}
    >
      <PasteForm
        limitBytes={limitBytes}
        onText={(files) => {
          onText(files)
          setOpen(false)
        }}
      />
    </Dialog>
  )
}

function PasteForm({ onText, limitBytes }: Pick<PasteDialogProps, 'onText' | 'limitBytes'>) {
  const schema = z.object({
    text: z
      .string()
      .refine((text) => text.trim() !== '', 'Paste some text.')
      .refine((text) => text.length <= limitBytes, `That is more than ${formatBytes(limitBytes)}.`),
    hostName: hostName.optional(),
    observedAt: observedAt.optional(),
  })
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { text: '', hostName: '', observedAt: '' },
  })
  const { errors } = form.formState
  const submit = form.handleSubmit((values) => {
    const body = new Blob([values.text], { type: 'text/plain' })
    onText([
      {
        body,
        facts: {
          fileName: values.hostName ? `Pasted text of ${values.hostName}` : 'Pasted text',
          origin: 'paste',
          hostName: values.hostName,
          observedAt: values.observedAt,
        },
      },
    ])
  })
  return (
    <FormShell
      onSubmit={submit}
      className="max-w-none"
      actions={<DialogButtons>Read this text</DialogButtons>}
    >
      <Field label="Text" error={errors.text?.message}>
        <Textarea {...form.register('text')} mono rows={12} spellCheck={false} autoFocus />
      </Field>
      <div className="grid items-start gap-5 sm:grid-cols-2">
        <Field
          label="Machine"
          optional
          hint="slmgr text does not say which machine it is from. Leave empty if the text does."
          error={errors.hostName?.message}
        >
          <Input {...form.register('hostName')} mono autoComplete="off" placeholder="ws-0412.corp.example" />
        </Field>
        <Field
          label="Taken at"
          optional
          hint="Your local time. Leave empty for now."
          error={errors.observedAt?.message}
        >
          <Input {...form.register('observedAt')} type="datetime-local" />
        </Field>
      </div>
    </FormShell>
  )
}
