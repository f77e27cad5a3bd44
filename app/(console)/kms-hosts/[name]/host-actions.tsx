'use client'

import { Archive, ArchiveRestore, Pencil, Plus } from 'lucide-react'
import { FormDialog } from '@/components/form/form-dialog'
import { ReasonField } from '@/components/form/reason-field'
import { Button } from '@/components/ui/button'
import type { HostRegistration } from '@/lib/data/kms-hosts/host-shapes'
import { restoreHostAction, retireHostAction } from '../actions'
import type { HostChoices } from '../host-choices'
import { ChangeHostDialog, RegisterHostDialog } from '../host-form'
import { MergeNames } from './names-section'

interface HostActionsProps {
  name: string
  registration: HostRegistration | null
  choices: HostChoices
  /** Other hosts, to merge with. */
  others: string[]
  mayChange: boolean
}

/** Register, change, retire, restore, merge. */
export function HostActions({ name, registration, choices, others, mayChange }: HostActionsProps) {
  if (!mayChange) {
    return (
      <Button
        icon={registration ? Pencil : Plus}
        disabledReason="Only a licensing admin can change KMS hosts."
      >
        {registration ? 'Change' : 'Register'}
      </Button>
    )
  }
  return (
    <>
      <MergeNames name={name} others={others} />
      {registration ? (
        <>
          {registration.retiredAt ? <Restore host={registration} /> : <Retire host={registration} />}
          <ChangeHostDialog
            choices={choices}
            host={registration}
            trigger={<Button icon={Pencil}>Change</Button>}
          />
        </>
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

function Retire({ host: { id, name } }: { host: HostRegistration }) {
  return (
    <FormDialog
      title={`Retire ${name}?`}
      description="Its records are kept. If it reports, is asked or is found in DNS afterwards, the console warns you. Machines that it activated stay licensed until their 180 days end."
      confirmLabel="Retire the host"
      danger
      trigger={<Button icon={Archive}>Retire</Button>}
      action={retireHostAction}
      input={({ text }) => ({ id, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}

function Restore({ host: { id, name } }: { host: HostRegistration }) {
  return (
    <FormDialog
      title={`Restore ${name}?`}
      description="The console expects it in DNS again and no longer warns when it is used."
      confirmLabel="Restore the host"
      trigger={<Button icon={ArchiveRestore}>Restore</Button>}
      action={restoreHostAction}
      input={({ text }) => ({ id, reason: text('reason') })}
    >
      <ReasonField />
    </FormDialog>
  )
}
