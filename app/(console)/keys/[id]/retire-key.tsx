'use client'

import { ReasonDialog } from '@/components/feedback/reason-dialog'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import { restoreKeyAction, retireKeyAction } from './actions'

/** Takes a key out of use, or back into it. */
export function RetireKey({ keyId, isRetired, label }: { keyId: string; isRetired: boolean; label: string }) {
  const run = async (action: typeof retireKeyAction, reason: string, done: string) => {
    const result = await action({ keyId, reason })
    const problem = actionProblem(result)
    if (!problem) toast.done(done)
    return problem
  }
  if (isRetired) {
    return (
      <ReasonDialog
        title={`Take ${label} back into use?`}
        confirmLabel="Take back into use"
        trigger={<Button>Take back into use</Button>}
        onConfirm={(reason) => run(restoreKeyAction, reason, 'The key is in use again')}
      >
        It is offered again wherever a key can be chosen.
      </ReasonDialog>
    )
  }
  return (
    <ReasonDialog
      title={`Retire ${label}?`}
      confirmLabel="Retire the key"
      danger
      trigger={<Button>Retire</Button>}
      onConfirm={(reason) => run(retireKeyAction, reason, 'The key is retired')}
    >
      It is offered for nothing any more. The key, its machines and its history stay, and it can be taken back
      into use.
    </ReasonDialog>
  )
}
