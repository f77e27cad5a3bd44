'use client'

import { ConfirmDialog } from '@/components/feedback/confirm-dialog'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import { undoJoinAction } from './actions'

interface KeepApartProps {
  nameId: number
  name: string
  client: string
  mayChange: boolean
}

/** Undoes a join: the name becomes a machine of its own again and stays one. */
export function KeepApart({ nameId, name, client, mayChange }: KeepApartProps) {
  if (!mayChange) {
    return (
      <Button size="small" disabledReason="Only a licensing admin can part names.">
        Keep apart
      </Button>
    )
  }
  const part = async () => {
    const result = await undoJoinAction({ nameId })
    const problem = actionProblem(result)
    if (problem === undefined) toast.done(`${name} is a machine of its own again`)
    return problem
  }
  return (
    <ConfirmDialog
      title={`Keep ${name} apart from ${client}?`}
      trigger={<Button size="small">Keep apart</Button>}
      confirmLabel={`Part ${name} with its history`}
      onConfirm={part}
    >
      What was observed under {name} moves to a machine of its own. The two are not joined again, even if they
      are seen with the same CMID.
    </ConfirmDialog>
  )
}
