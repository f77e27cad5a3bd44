'use client'

import { useState } from 'react'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Field } from '@/components/form/field'
import { Input } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import type { PackageView } from '@/lib/data/exchange/package-page'
import { formatCountOf } from '@/lib/format/counts'
import { cancelAction } from '../actions'

/** Gives up what has no answer. */
export function CancelDialog({
  found,
  disabledReason,
}: {
  found: PackageView
  disabledReason: string | undefined
}) {
  const [reason, setReason] = useState('')
  if (disabledReason !== undefined)
    return <Button disabledReason={disabledReason}>Cancel open requests</Button>
  const { prepared, carriedOut, expired } = found.counts
  const open = prepared + carriedOut + expired
  return (
    <ConfirmDialog
      title={`Cancel ${formatCountOf(open, 'open request')} of package ${found.number}?`}
      confirmLabel="Cancel the open requests"
      danger
      trigger={<Button>Cancel open requests</Button>}
      onConfirm={async () => {
        const result = await cancelAction({ number: found.number, reason })
        const problem = actionProblem(result)
        if (!problem) toast.done(`${formatCountOf(open, 'request')} cancelled`)
        return problem
      }}
    >
      <div className="grid gap-4">
        <p>
          Answers that come later are refused, and {formatCountOf(found.reserved, 'activation')} of the MAK{' '}
          {found.reserved === 1 ? 'is' : 'are'} free again. Answers that were taken stay.
        </p>
        <Field label="Reason">
          <Input
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
            autoComplete="off"
          />
        </Field>
      </div>
    </ConfirmDialog>
  )
}
