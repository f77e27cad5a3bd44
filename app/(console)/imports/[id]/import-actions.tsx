'use client'

import { useQueryClient } from '@tanstack/react-query'
import { useRouter } from 'next/navigation'
import { useState } from 'react'
import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button, LinkButton } from '@/components/ui/button'
import type { ImportView } from '@/lib/data/imports/imports'
import { paths } from '@/lib/format/paths'
import { cancelAction, recordAction } from '../actions'
import { isMoving, waitsForHostName } from '../import-view'
import { recordLabel } from '../import-words'

interface ImportActionsProps {
  view: ImportView
  canRecord: boolean
  canCancel: boolean
}

/** Commit and cancel. */
export function ImportActions({ view, canRecord, canCancel }: ImportActionsProps) {
  const refresh = useRefresh(view.id)
  const [busy, setBusy] = useState(false)
  const record = async () => {
    setBusy(true)
    const result = await recordAction({ importIds: [view.id] })
    await refresh()
    setBusy(false)
    const problem = actionProblem(result)
    if (problem) toast.failed('It was not imported', problem)
  }
  if (view.status === 'done') return <WhatBecameOfIt view={view} />
  return (
    <>
      {canCancel && (isMoving(view) || view.status === 'ready') && !view.cancelRequested && (
        <Cancel view={view} onDone={refresh} />
      )}
      {canRecord && view.status === 'ready' && (
        <Button look="primary" onClick={record} disabled={busy} disabledReason={whyNot(view)}>
          {recordLabel(view)}
        </Button>
      )}
    </>
  )
}

/** Where its machines are to be seen: the one it was said to be from, or those with the latest news. */
function WhatBecameOfIt({ view }: { view: ImportView }) {
  if (view.needsHostName && view.hostName) {
    return (
      <LinkButton href={paths.client(view.hostName)} look="primary">
        Look at {view.hostName}
      </LinkButton>
    )
  }
  return (
    <LinkButton href={paths.clients({ sort: '-news' })} look="primary">
      Look at the clients
    </LinkButton>
  )
}

/** Why it cannot be recorded as it is. */
function whyNot(view: ImportView): string | undefined {
  if (view.observations === 0) return 'There is nothing in it that can be used.'
  if (waitsForHostName(view)) return 'Say first which machine it is from.'
  return undefined
}

function Cancel({ view, onDone }: { view: ImportView; onDone: () => Promise<void> }) {
  return (
    <ConfirmDialog
      title="Cancel this import?"
      confirmLabel="Cancel the import"
      danger
      trigger={<Button>{view.status === 'ready' ? 'Discard' : 'Cancel'}</Button>}
      onConfirm={async () => {
        const result = await cancelAction({ importId: view.id })
        await onDone()
        return actionProblem(result)
      }}
    >
      {view.status === 'recording'
        ? 'It stops after the present batch. What is in the record by then stays there.'
        : 'The file is dropped. Nothing of it is in the record.'}
    </ConfirmDialog>
  )
}

/** Loads this import and the list again. */
export function useRefresh(id: string): () => Promise<void> {
  const queryClient = useQueryClient()
  const router = useRouter()
  return async () => {
    await queryClient.invalidateQueries({ queryKey: ['import', { id }] })
    void queryClient.invalidateQueries({ queryKey: ['imports'] })
    router.refresh()
  }
}
