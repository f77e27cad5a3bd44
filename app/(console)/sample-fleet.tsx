'use client'

import { useRouter } from 'next/navigation'
import { useEffect } from 'react'
import { Notice } from '@/components/feedback/notice'
import { FormDialog } from '@/components/form/form-dialog'
import { useSend } from '@/components/form/use-send'
import { Button } from '@/components/ui/button'
import { loadSampleAction, removeSampleAction } from './actions'

/** Longest for a whole fleet, on a slow machine. */
const PATIENCE_MS = 120_000

/** On an empty console: an invented fleet to look around in. */
export function LoadSampleFleet({ mayLoad, isLoading }: { mayLoad: boolean; isLoading: boolean }) {
  useReloadWhile(isLoading)
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
        disabled={busy || isLoading}
        disabledReason={mayLoad ? undefined : 'Only a licensing admin can load the sample fleet.'}
      >
        {busy || isLoading ? 'Loading the sample fleet…' : 'Load the sample fleet'}
      </Button>
    </div>
  )
}

/** Above an overview that counts sample machines. */
export function SampleFleetNotice({ mayRemove, isLoading }: { mayRemove: boolean; isLoading: boolean }) {
  useReloadWhile(isLoading)
  if (isLoading)
    return <Notice title="The sample fleet is loading">The figures grow until it is complete.</Notice>
  return (
    <Notice actions={mayRemove && <RemoveSample />}>
      The figures include the sample fleet, an invented company in{' '}
      <span className="font-mono">sample.example</span>.
    </Notice>
  )
}

const LOOK_AGAIN_MS = 2_000

/** Draws the page again until the sample fleet is there: whoever comes back while it loads sees it arrive. */
function useReloadWhile(isLoading: boolean) {
  const router = useRouter()
  useEffect(() => {
    if (!isLoading) return
    const timer = setInterval(() => router.refresh(), LOOK_AGAIN_MS)
    return () => clearInterval(timer)
  }, [isLoading, router])
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
