'use client'

import { ReasonDialog } from '@/components/feedback/reason-dialog'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import { withdrawHostAction } from './actions'

/** Takes back an entry that was made by mistake. */
export function WithdrawHost({ id, host }: { id: string; host: string }) {
  return (
    <ReasonDialog
      title={`Take back this activation of ${host}?`}
      confirmLabel="Take back the entry"
      danger
      trigger={
        <Button look="quiet" size="small">
          Take back
        </Button>
      }
      onConfirm={async (reason) => {
        const result = await withdrawHostAction({ activationId: id, reason })
        const problem = actionProblem(result)
        if (!problem) toast.done('The entry is taken back')
        return problem
      }}
    >
      For an entry made by mistake. What really happened at Microsoft does not change.
    </ReasonDialog>
  )
}
