'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { toast } from '@/components/feedback/toaster'
import { Field } from '@/components/form/field'
import { Textarea } from '@/components/form/input'
import { Button } from '@/components/ui/button'
import type { OwnKind } from '@/lib/activation/reference/own-entry'
import { paths } from '@/lib/format/paths'
import { withdrawEntryAction } from './actions'

interface WithdrawEntryProps {
  kind: OwnKind
  entryKey: string
  /** The published tables have a row that holds again. */
  hasSeed: boolean
}

/** Takes an entry back, with its why. */
export function WithdrawEntry({ kind, entryKey, hasSeed }: WithdrawEntryProps) {
  const router = useRouter()
  const [reason, setReason] = useState('')
  return (
    <ConfirmDialog
      title="Withdraw this entry"
      confirmLabel="Withdraw the entry"
      danger
      trigger={<Button look="danger">Withdraw this entry</Button>}
      onConfirm={async () => {
        if (reason.trim() === '') return 'Say why it is withdrawn.'
        const result = await withdrawEntryAction({ kind, key: entryKey, reason }).catch(() => null)
        if (!result?.data) return result?.serverError ?? 'The console did not answer. Try again.'
        if (result.data.problem) return result.data.problem
        toast.done('The entry is withdrawn')
        router.push(paths.reference({ q: hasSeed ? entryKey.replace(' > ', ' ') : '', kind }))
        return undefined
      }}
    >
      <div className="grid gap-3">
        <p>
          {hasSeed
            ? 'What the published tables say holds again, also for what is recorded.'
            : 'The reference then knows nothing of it, as before.'}
        </p>
        <Field label="Why">
          <Textarea rows={2} value={reason} onChange={(event) => setReason(event.target.value)} />
        </Field>
      </div>
    </ConfirmDialog>
  )
}
