'use client'

import { useState } from 'react'
import { useForm } from 'react-hook-form'
import { z } from 'zod'
import { actionProblem } from '@/components/form/action-problem'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { zodResolver } from '@/components/form/zod-resolver'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import type { ImportView } from '@/lib/data/imports/imports'
import { describeAction } from '../actions'
import { hostName, observedAt } from '../describe-input'
import { useRefresh } from './import-actions'

interface DescribeFormProps {
  view: ImportView
  suggestion: string | null
}

const schema = z.object({
  hostName: hostName.pipe(z.string('Enter the machine name.')),
  observedAt,
})

/** Asks for what the text does not say: the machine, and when it was taken. */
export function DescribeForm({ view, suggestion }: DescribeFormProps) {
  const refresh = useRefresh(view.id)
  const [problem, setProblem] = useState<string>()
  const form = useForm({
    resolver: zodResolver(schema),
    defaultValues: { hostName: view.hostName ?? suggestion ?? '', observedAt: '' },
  })
  const { errors, isSubmitting } = form.formState
  const submit = form.handleSubmit(async (values) => {
    setProblem(undefined)
    const result = await describeAction({ importId: view.id, ...values })
    setProblem(actionProblem(result))
    await refresh()
  })
  return (
    <Section
      id="describe"
      title={view.hostName ? 'The machine it is from' : 'Which machine is it from?'}
      hint="The text does not name its machine."
    >
      <FormShell
        onSubmit={submit}
        problem={problem}
        className="max-w-2xl"
        actions={
          <Button type="submit" look={view.hostName ? 'secondary' : 'primary'} disabled={isSubmitting}>
            {view.hostName ? 'Change the machine' : 'Use this machine'}
          </Button>
        }
      >
        <div className="grid items-start gap-5 sm:grid-cols-2">
          <Field
            label="Machine"
            hint={suggestion ? `The file name suggests ${suggestion}.` : 'Short name or FQDN.'}
            error={errors.hostName?.message}
          >
            <Input
              {...form.register('hostName')}
              mono
              autoComplete="off"
              placeholder="ws-0412.corp.example"
            />
          </Field>
          <Field
            label="Taken at"
            optional
            hint="Your local time. Leave empty for the time the file was written or pasted."
            error={errors.observedAt?.message}
          >
            <Input {...form.register('observedAt')} type="datetime-local" />
          </Field>
        </div>
      </FormShell>
    </Section>
  )
}
