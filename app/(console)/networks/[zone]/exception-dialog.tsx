'use client'

import { useState } from 'react'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { DialogButtons } from '@/components/form/dialog-buttons'
import { Field } from '@/components/form/field'
import { FormShell } from '@/components/form/form-shell'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { Dialog } from '@/components/ui/dialog'
import { Select } from '@/components/ui/select'
import type { NetworkZone } from '@/lib/data/networks/networks-page'
import type { ZoneHost } from '@/lib/data/networks/zone-page'
import { setExpectationAction } from '../actions'

interface ExceptionDialogProps {
  zone: NetworkZone
  host: ZoneHost
  mayChange: boolean
}

const CHOICES = [
  { value: 'rule', label: 'By the rule', hint: 'Expected, with the host’s own priority and weight.' },
  { value: 'yes', label: 'Expected, with other numbers', hint: 'Priority and weight differ in this zone.' },
  { value: 'no', label: 'Not expected', hint: 'A record of this host here is then unexpected.' },
] as const

type Choice = (typeof CHOICES)[number]['value']

/** Sets what is expected of one host in one zone. */
export function ExceptionDialog({ zone, host, mayChange }: ExceptionDialogProps) {
  const [open, setOpen] = useState(false)
  const label = `What is expected of ${host.host}`
  if (!mayChange) {
    return (
      <Button
        look="quiet"
        size="small"
        aria-label={label}
        disabledReason="Only a licensing admin can change the networks."
      >
        Change
      </Button>
    )
  }
  return (
    <Dialog
      title={`${host.host} in ${zone.name}`}
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button look="quiet" size="small" aria-label={label}>
          Change
        </Button>
      }
    >
      <ExceptionForm zone={zone} host={host} onDone={() => setOpen(false)} />
    </Dialog>
  )
}

function ExceptionForm({
  zone,
  host,
  onDone,
}: Omit<ExceptionDialogProps, 'mayChange'> & { onDone: () => void }) {
  const [expected, setExpected] = useState<Choice>(choiceOf(host))
  const [priority, setPriority] = useState(String(host.exception?.priority ?? host.ownPriority))
  const [weight, setWeight] = useState(String(host.exception?.weight ?? host.ownWeight))
  const [problem, setProblem] = useState<string>()
  const save = async () => {
    const numbers = [priority, weight].map((text) => (text.trim() === '' ? null : Number(text)))
    if (
      numbers.some((value) => value !== null && !(Number.isInteger(value) && value >= 0 && value <= 65_535))
    ) {
      setProblem('Priority and weight are whole numbers between 0 and 65535.')
      return
    }
    const [asPriority = null, asWeight = null] = expected === 'yes' ? numbers : []
    const result = await setExpectationAction({
      zoneId: zone.id,
      hostId: host.hostId,
      expected,
      priority: asPriority,
      weight: asWeight,
    })
    const refused = actionProblem(result)
    setProblem(refused)
    if (refused !== undefined) return
    toast.done(`What is expected of ${host.host} in ${zone.name} is changed`)
    onDone()
  }
  return (
    <FormShell
      className="max-w-none"
      problem={problem}
      onSubmit={save}
      actions={<DialogButtons>Save</DialogButtons>}
    >
      <Field label="Its record in this zone">
        <Select
          options={CHOICES}
          value={expected}
          onValueChange={setExpected}
          aria-label="Its record in this zone"
          className="w-full"
        />
      </Field>
      {expected === 'yes' && (
        <div className="grid grid-cols-2 gap-4">
          <Field label="Priority" hint="Lower is tried first.">
            <Input
              inputMode="numeric"
              value={priority}
              onChange={(event) => setPriority(event.target.value)}
            />
          </Field>
          <Field label="Weight" hint="Share among equals.">
            <Input inputMode="numeric" value={weight} onChange={(event) => setWeight(event.target.value)} />
          </Field>
        </div>
      )}
    </FormShell>
  )
}

function choiceOf({ exception }: ZoneHost): Choice {
  if (!exception) return 'rule'
  return exception.isExpected ? 'yes' : 'no'
}
