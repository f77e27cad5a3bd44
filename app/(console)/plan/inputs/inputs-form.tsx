'use client'

import { Plus } from 'lucide-react'
import { useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { Field } from '@/components/form/field'
import { Form } from '@/components/form/form'
import { Input, Textarea } from '@/components/form/input'

import { useGoInstead } from '@/components/layout/leaving'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { type KnownInput, originsOf } from '@/lib/activation/plan/known-fleet'
import type { PlanInput } from '@/lib/activation/plan/plan-inventory'
import { sayLeftOut } from '@/lib/activation/plan/plan-sentence'
import { paths } from '@/lib/format/paths'
import { savePlanAction } from '../actions'
import { HostFields } from './host-fields'
import { NetworkFields } from './network-fields'
import { hostFrom, listed, networkFrom } from './read-inputs'

interface InputsFormProps {
  known: KnownInput
  start: PlanInput
}

/** Rows that can be added and removed, each under a number that stays. */
function useRows<T>(start: readonly T[]) {
  const [rows, setRows] = useState(() => start.map((value, id) => ({ id, value: value as T | undefined })))
  return {
    rows,
    add: () =>
      setRows((all) => [...all, { id: Math.max(-1, ...all.map(({ id }) => id)) + 1, value: undefined }]),
    remove: (id: number) => setRows((all) => all.filter((row) => row.id !== id)),
  }
}

/** All inputs of a plan, to be corrected and added to. Fields are named as refusals name them: 'networks.0.zones'. */
export function InputsForm({ known, start }: InputsFormProps) {
  const go = useGoInstead()
  const networks = useRows(start.networks)
  const hosts = useRows(start.hosts ?? [])
  const unknown = sayLeftOut(known.input)
  const names = start.networks.map(({ name }) => name)
  return (
    <Form
      className="max-w-none!"
      action={savePlanAction}
      confirmLabel="Save as a new version"
      input={(form) => {
        const input: PlanInput = {
          ...(start.scenarios && { scenarios: start.scenarios }),
          networks: networks.rows.map(({ value }, at) => networkFrom(form, `networks.${at}`, value)),
          hosts: hosts.rows.map((_, at) => hostFrom(form, `hosts.${at}`)),
          hostActivationsUsed: form.number('hostActivationsUsed') ?? 0,
          activatedForests: listed(form.text('activatedForests')),
          leftOut: known.input.leftOut,
          unheard: known.input.unheard,
        }
        return { input, origins: originsOf(input, known), note: form.text('note') }
      }}
      onDone={(number) => go(paths.plan({ version: number }))}
    >
      {unknown.length > 0 && (
        <Notice title="Not in these inputs">
          {unknown.map((line) => (
            <p key={line}>{line}</p>
          ))}
        </Notice>
      )}
      <Section
        title="Networks"
        actions={
          <Button icon={Plus} onClick={networks.add}>
            Add a network
          </Button>
        }
      >
        <div className="grid gap-4">
          {networks.rows.map(({ id, value }, at) => (
            <NetworkFields
              key={id}
              path={`networks.${at}`}
              network={value}
              origins={(value && known.origins[value.name]) ?? {}}
              onRemove={() => networks.remove(id)}
            />
          ))}
        </div>
      </Section>
      <Section
        title="KMS hosts"
        hint="Those to keep and those to come, with the host keys they hold."
        actions={
          <Button icon={Plus} onClick={hosts.add}>
            Add a KMS host
          </Button>
        }
      >
        <div className="grid gap-4">
          {hosts.rows.map(({ id, value }, at) => (
            <HostFields
              key={id}
              path={`hosts.${at}`}
              host={value}
              networks={names}
              onRemove={() => hosts.remove(id)}
            />
          ))}
          <Field label="Activations of the host key used" hint="Of six hosts.">
            <Input
              name="hostActivationsUsed"
              inputMode="numeric"
              className="max-w-24"
              defaultValue={start.hostActivationsUsed ?? 0}
            />
          </Field>
          <Field label="Forests with an activation object" optional hint="One a line.">
            <Textarea
              name="activatedForests"
              mono
              rows={2}
              className="max-w-md"
              defaultValue={start.activatedForests?.join('\n')}
            />
          </Field>
        </div>
      </Section>
      <Field label="What this version is about">
        <Input name="note" className="max-w-xl" maxLength={500} />
      </Field>
    </Form>
  )
}
