'use client'

import { Form } from '@/components/form/form'
import { ReasonField } from '@/components/form/reason-field'
import { useSend } from '@/components/form/use-send'
import { Commands } from '@/components/offline/commands'
import { ConfirmationEntry, useConfirmationGroups } from '@/components/offline/confirmation-entry'
import { DigitGroups } from '@/components/offline/digit-groups'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { CopyButton } from '@/components/ui/copy-button'
import { applyCommands, applyOfficeCommand } from '@/lib/activation/offline/activation-commands'
import { confirmationIdGroups, writeConfirmationId } from '@/lib/activation/offline/confirmation-id'
import { nextState } from '@/lib/activation/offline/exchange-state'
import type { RequestView } from '@/lib/data/exchange/exchange-requests'
import { applyAction, replaceAction, takeAction } from '../../actions'

interface RequestProps {
  number: number
  request: RequestView
  disabledReason: string | undefined
}

/** Entering the confirmation ID that came back, group by group. */
export function TakeConfirmationId({ number, request: { installationId }, disabledReason }: RequestProps) {
  const entry = useConfirmationGroups()
  return (
    <Section id="confirmation-id" title="Answer">
      <Form
        action={takeAction}
        input={({ list }) => ({
          number,
          from: 'typed',
          answers: [{ line: 1, installationId, confirmationId: writtenOf(list('answers')) }],
        })}
        confirmLabel="Enter the confirmation ID"
        disabledReason={disabledReason ?? entry.missing}
        className="max-w-none"
      >
        <ConfirmationEntry name="answers" entry={entry} />
      </Form>
    </Section>
  )
}

/** Putting another confirmation ID in the place of one that was refused on the machine. */
export function ReplaceConfirmationId({ number, request: { row }, disabledReason }: RequestProps) {
  const entry = useConfirmationGroups()
  return (
    <Section
      id="confirmation-id"
      title="Another confirmation ID"
      hint="If Windows or Office refuses the stored one, for example because of a typing error."
    >
      <Form
        action={replaceAction}
        input={({ list, text }) => ({
          number,
          row,
          confirmationId: writtenOf(list('confirmationId')),
          reason: text('reason'),
        })}
        confirmLabel="Replace the confirmation ID"
        disabledReason={disabledReason ?? entry.missing}
        className="max-w-none"
      >
        <ConfirmationEntry name="confirmationId" entry={entry} />
        <div className="max-w-lg">
          <ReasonField />
        </div>
      </Form>
    </Section>
  )
}

const writtenOf = (groups: readonly string[]) => groups.filter((group) => group !== '').join('-')

/** The confirmation ID and the commands that put it into effect on the machine. */
export function ApplySection({
  number,
  request,
  confirmationId,
  disabledReason,
}: RequestProps & { confirmationId: string }) {
  const { send, busy } = useSend(applyAction, { failed: 'Not marked as applied' })
  const isOffice = request.slot.startsWith('office:')
  const commands = isOffice
    ? [applyOfficeCommand(confirmationId)]
    : applyCommands(confirmationId, request.activationId ?? undefined)
  return (
    <Section
      id="apply"
      title="Apply on the machine"
      hint={
        isOffice
          ? 'Run this in an elevated prompt, in the folder of Office (Office16).'
          : 'Run one of these in an elevated prompt on the machine.'
      }
      actions={
        nextState(request.state, 'apply') !== undefined && (
          <Button
            look="primary"
            disabledReason={disabledReason}
            disabled={busy}
            onClick={() => void send({ number, rows: [request.row] })}
          >
            Mark as applied
          </Button>
        )
      }
    >
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <DigitGroups groups={confirmationIdGroups(confirmationId)} label="Confirmation ID" />
        <CopyButton text={writeConfirmationId(confirmationId)} label="Copy the confirmation ID" />
      </div>
      <Commands commands={commands} />
    </Section>
  )
}
