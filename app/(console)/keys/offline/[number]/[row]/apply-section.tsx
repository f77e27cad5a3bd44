'use client'

import { useState } from 'react'
import { Notice } from '@/components/feedback/notice'
import { actionProblem } from '@/components/form/action-problem'
import { DigitGroups } from '@/components/offline/digit-groups'
import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { CommandLine } from '@/components/ui/command-line'
import { CopyButton } from '@/components/ui/copy-button'
import { applyCommands, applyOfficeCommand } from '@/lib/activation/offline/activation-commands'
import { confirmationIdGroups, writeConfirmationId } from '@/lib/activation/offline/confirmation-id'
import { nextState } from '@/lib/activation/offline/exchange-state'
import type { RequestView } from '@/lib/data/exchange/exchange-requests'
import { applyAction } from '../../actions'

interface ApplySectionProps {
  number: number
  request: RequestView
  confirmationId: string
  disabledReason: string | undefined
}

/** The confirmation ID and the commands that put it into effect on the machine. */
export function ApplySection({ number, request, confirmationId, disabledReason }: ApplySectionProps) {
  const [problem, setProblem] = useState<string>()
  const isOffice = request.slot.startsWith('office:')
  const commands = isOffice
    ? [applyOfficeCommand(confirmationId)]
    : applyCommands(confirmationId, request.activationId ?? undefined)
  const apply = async () => {
    const result = await applyAction({ number, rows: [request.row] })
    setProblem(actionProblem(result))
  }
  return (
    <Section
      id="apply"
      title="Apply on the machine"
      hint={
        isOffice
          ? 'In an elevated prompt in the folder of Office (Office16).'
          : 'In an elevated prompt on the machine; one of the two.'
      }
      actions={
        nextState(request.state, 'apply') !== undefined && (
          <Button look="primary" disabledReason={disabledReason} onClick={() => void apply()}>
            Note as applied
          </Button>
        )
      }
    >
      {problem && <Notice tone="bad">{problem}</Notice>}
      <div className="flex flex-wrap items-end gap-x-4 gap-y-2">
        <DigitGroups groups={confirmationIdGroups(confirmationId)} label="Confirmation ID" />
        <CopyButton text={writeConfirmationId(confirmationId)} label="Copy the confirmation ID" />
      </div>
      {commands.map(({ label, command }) => (
        <div key={label} className="grid gap-1">
          <span className="text-table text-ink-soft">{label}</span>
          <CommandLine command={command} />
        </div>
      ))}
    </Section>
  )
}
