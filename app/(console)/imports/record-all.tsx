'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import type { ImportView } from '@/lib/data/imports/imports'
import { formatCountOf } from '@/lib/format/counts'
import { recordAction } from './actions'

/** Commits every import of this page that is ready. */
export function RecordAll({ ready }: { ready: readonly ImportView[] }) {
  const queryClient = useQueryClient()
  const [busy, setBusy] = useState(false)
  const observations = ready.reduce((sum, view) => sum + view.observations, 0)
  const record = async () => {
    setBusy(true)
    const result = await recordAction({ importIds: ready.map((view) => view.id) })
    await queryClient.invalidateQueries({ queryKey: ['imports'] })
    setBusy(false)
    const problem = actionProblem(result)
    if (problem) toast.failed('Not everything was imported', problem)
  }
  return (
    <Button look="primary" onClick={record} disabled={busy}>
      Import {formatCountOf(observations, 'observation')} of {formatCountOf(ready.length, 'file')}
    </Button>
  )
}
