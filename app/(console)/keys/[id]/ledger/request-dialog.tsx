'use client'

import { useState } from 'react'
import { Field } from '@/components/form/field'
import { Input, Textarea } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import { CopyButton } from '@/components/ui/copy-button'
import { Dialog } from '@/components/ui/dialog'
import {
  type IncreaseRequest,
  sayIncreaseRequest,
  suggestedIncrease,
} from '@/lib/activation/mak/mak-increase-request'

interface RequestDialogProps {
  request: Omit<IncreaseRequest, 'wanted' | 'why'>
  /** Milliseconds since 1970. */
  now: number
}

/** The request for more activations, ready to copy; nothing is sent from here. */
export function RequestDialog({ request, now }: RequestDialogProps) {
  const suggestion = suggestedIncrease(request.ledger, now)
  const [wanted, setWanted] = useState(suggestion.ok && suggestion.count > 0 ? String(suggestion.count) : '')
  const [why, setWhy] = useState('')
  const text = sayIncreaseRequest({ ...request, wanted: Number(wanted) || 0, why }, now)
  return (
    <Dialog
      title="Request for more activations"
      description="To send to Microsoft or your reseller. It holds the last five characters of the key and no more."
      trigger={<Button>Ask for more</Button>}
      width="wide"
      actions={<CopyButton text={text} label="Copy the request" withText look="primary" />}
    >
      <div className="grid items-start gap-4 sm:grid-cols-[10rem_1fr]">
        <Field
          label="Wanted"
          hint={suggestion.ok ? `Suggested: lasts ${suggestion.coverDays} days` : undefined}
        >
          <Input
            value={wanted}
            inputMode="numeric"
            autoComplete="off"
            onChange={(event) => setWanted(event.target.value.replace(/\D/g, '').slice(0, 7))}
          />
        </Field>
        <Field label="Why">
          <Input
            value={why}
            autoComplete="off"
            maxLength={300}
            onChange={(event) => setWhy(event.target.value)}
          />
        </Field>
      </div>
      <Textarea value={text} readOnly mono rows={16} aria-label="The request" />
    </Dialog>
  )
}
