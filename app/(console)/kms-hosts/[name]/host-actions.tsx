'use client'

import { Archive, ArchiveRestore, Merge, Pencil, Plus } from 'lucide-react'
import { ReasonDialog } from '@/components/feedback/reason-dialog'
import { toast } from '@/components/feedback/toaster'
import { actionProblem } from '@/components/form/action-problem'
import { Button } from '@/components/ui/button'
import type { HostRegistration } from '@/lib/data/kms-hosts/host-shapes'
import { restoreHostAction, retireHostAction } from '../actions'
import type { HostChoices } from '../host-choices'
import { HostDialog } from '../host-form'
import { formOf } from './form-of'
import { MergeDialog } from './merge-dialog'

interface HostActionsProps {
  name: string
  registration: HostRegistration | null
  choices: HostChoices
  /** Other hosts, to merge with. */
  others: string[]
  mayChange: boolean
}

const REFUSED = 'Only a licensing admin can change KMS hosts.'

/** Register, change, retire, restore, merge. */
export function HostActions({ name, registration, choices, others, mayChange }: HostActionsProps) {
  if (!mayChange) {
    return (
      <Button icon={registration ? Pencil : Plus} disabledReason={REFUSED}>
        {registration ? 'Change' : 'Register'}
      </Button>
    )
  }
  return (
    <>
      <MergeDialog name={name} others={others} trigger={<Button icon={Merge}>Merge names</Button>} />
      {registration ? (
        <Registered registration={registration} choices={choices} />
      ) : (
        <HostDialog
          choices={choices}
          name={name}
          trigger={
            <Button look="primary" icon={Plus}>
              Register
            </Button>
          }
        />
      )}
    </>
  )
}

function Registered({ registration, choices }: { registration: HostRegistration; choices: HostChoices }) {
  const { id, name, retiredAt } = registration
  return (
    <>
      {retiredAt ? (
        <ReasonDialog
          title={`Put ${name} back into service?`}
          confirmLabel="Put back into service"
          trigger={<Button icon={ArchiveRestore}>Restore</Button>}
          onConfirm={async (reason) => {
            const result = await restoreHostAction({ id, reason })
            const problem = actionProblem(result)
            if (!problem) toast.done(`${name} is in service again`)
            return problem
          }}
        >
          It is expected in DNS again, and what is heard of it is no longer a warning.
        </ReasonDialog>
      ) : (
        <ReasonDialog
          title={`Retire ${name}?`}
          confirmLabel="Retire the host"
          danger
          trigger={<Button icon={Archive}>Retire</Button>}
          onConfirm={async (reason) => {
            const result = await retireHostAction({ id, reason })
            const problem = actionProblem(result)
            if (!problem) toast.done(`${name} is retired`)
            return problem
          }}
        >
          Nothing recorded is lost. If it answers, is asked or stands in DNS afterwards, the console says so.
          Machines it activated stay licensed until their 180 days end.
        </ReasonDialog>
      )}
      <HostDialog
        choices={choices}
        registered={{ id, values: formOf(registration) }}
        trigger={<Button icon={Pencil}>Change</Button>}
      />
    </>
  )
}
