'use client'

import { Archive, ArchiveRestore, Merge, Pencil, Plus } from 'lucide-react'
import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import type { HostRegistration } from '@/lib/data/kms-hosts/host-shapes'
import { restoreHostAction, retireHostAction } from '../actions'
import type { HostChoices } from '../host-choices'
import { ChangeHostDialog, RegisterHostDialog } from '../host-form'
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
        <RegisterHostDialog
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
        <FormDialog
          title={`Put ${name} back into service?`}
          description="It is expected in DNS again, and what is heard of it is no longer a warning."
          confirmLabel="Put back into service"
          trigger={<Button icon={ArchiveRestore}>Restore</Button>}
          action={restoreHostAction}
          input={({ text }) => ({ id, reason: text('reason') })}
        >
          <ReasonField />
        </FormDialog>
      ) : (
        <FormDialog
          title={`Retire ${name}?`}
          description="Nothing recorded is lost. If it answers, is asked or stands in DNS afterwards, the console says so. Machines it activated stay licensed until their 180 days end."
          confirmLabel="Retire the host"
          danger
          trigger={<Button icon={Archive}>Retire</Button>}
          action={retireHostAction}
          input={({ text }) => ({ id, reason: text('reason') })}
        >
          <ReasonField />
        </FormDialog>
      )}
      <ChangeHostDialog
        choices={choices}
        id={id}
        values={formOf(registration)}
        trigger={<Button icon={Pencil}>Change</Button>}
      />
    </>
  )
}
