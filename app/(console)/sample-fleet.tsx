'use client'

import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { Notice } from '@/components/feedback/notice'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import { loadSampleAction, removeSampleAction } from './actions'

const ADMIN_ONLY = 'A licensing admin can do this.'

/** On an empty console: an invented fleet to look around in. */
export function LoadSampleFleet({ mayLoad }: { mayLoad: boolean }) {
  const router = useRouter()
  const [isLoading, setLoading] = useState(false)
  const [problem, setProblem] = useState<string>()
  const load = async () => {
    setLoading(true)
    const result = await loadSampleAction()
    setProblem(actionProblem(result))
    setLoading(false)
    router.refresh()
  }
  return (
    <div className="grid gap-3">
      <p className="text-ink-soft max-w-[64ch]">
        Or look around first: the sample fleet is an invented company of some 1,200 machines with half a year
        of life. It is marked as sample and removed in one action.
      </p>
      <div>
        <Button onClick={load} disabled={isLoading} disabledReason={mayLoad ? undefined : ADMIN_ONLY}>
          {isLoading ? 'Loading the sample fleet…' : 'Load the sample fleet'}
        </Button>
      </div>
      {problem && <Notice tone="bad">{problem}</Notice>}
    </div>
  )
}

/** Above an overview that counts sample machines. */
export function SampleFleetNotice({ mayRemove }: { mayRemove: boolean }) {
  const router = useRouter()
  const remove = async () => {
    const result = await removeSampleAction()
    const problem = actionProblem(result)
    if (problem) return problem
    toast.done('Sample fleet removed')
    router.refresh()
  }
  return (
    <Notice actions={mayRemove ? <RemoveSample onConfirm={remove} /> : undefined}>
      The figures include the sample fleet, an invented company in{' '}
      <span className="font-mono">sample.example</span>.
    </Notice>
  )
}

function RemoveSample({ onConfirm }: { onConfirm: () => Promise<string | undefined> }) {
  return (
    <ConfirmDialog
      title="Remove the sample fleet?"
      confirmLabel="Remove the sample fleet"
      danger
      trigger={
        <Button size="small" look="quiet">
          Remove it
        </Button>
      }
      onConfirm={onConfirm}
    >
      All its machines, KMS hosts, events and history go. What you imported yourself stays.
    </ConfirmDialog>
  )
}
