'use client'

import { Notice } from '@/components/feedback/notice'
import { FormDialog } from '@/components/form/form-dialog'
import { useSend } from '@/components/form/use-send'
import { Button } from '@/components/ui/button'
import { loadSampleAction, removeSampleAction } from './actions'

/** Longest for a whole fleet, on a slow machine. */
const PATIENCE_MS = 120_000

/** On an empty console: an invented fleet to look around in. */
export function LoadSampleFleet({ mayLoad }: { mayLoad: boolean }) {
  const { send, busy } = useSend(loadSampleAction, {
    failed: 'The sample fleet was not loaded',
    patienceMs: PATIENCE_MS,
  })
  return (
    <div className="grid gap-3 justify-items-start">
      <p className="text-ink-soft max-w-[64ch]">
        Or look around first: the sample fleet is an invented company with about 1,200 machines and half a
        year of history. It is marked as a sample and can be removed in one step.
      </p>
      <Button
        onClick={() => void send({})}
        disabled={busy}
        disabledReason={mayLoad ? undefined : 'Only a licensing admin can load the sample fleet.'}
      >
        {busy ? 'Loading the sample fleet…' : 'Load the sample fleet'}
      </Button>
    </div>
  )
}

/** Above an overview that counts sample machines. */
export function SampleFleetNotice({ mayRemove }: { mayRemove: boolean }) {
  return (
    <Notice actions={mayRemove && <RemoveSample />}>
      The figures include the sample fleet, an invented company in{' '}
      <span className="font-mono">sample.example</span>.
    </Notice>
  )
}

function RemoveSample() {
  return (
    <FormDialog
      title="Remove the sample fleet?"
      description="All its machines, KMS hosts, events and history are removed. What you imported stays."
      confirmLabel="Remove the sample fleet"
      danger
      trigger={
        <Button size="small" look="quiet">
          Remove it
        </Button>
      }
      action={removeSampleAction}
      patienceMs={PATIENCE_MS}
    />
  )
}
