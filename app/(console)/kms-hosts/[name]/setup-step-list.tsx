'use client'

import { CircleCheck, CircleDashed, CircleHelp, type LucideIcon, TriangleAlert } from 'lucide-react'
import { useState } from 'react'
import { classes } from '@/components/ui/classes'
import { CommandLine } from '@/components/ui/command-line'
import type { setupCommands } from '@/lib/activation/kms/setup-commands'
import type { SetupStep } from '@/lib/activation/kms/setup-steps'

interface ShownStep {
  state: SetupStep['state']
  title: string
  said: string
  commands: ReturnType<typeof setupCommands>
}

const MARK: Readonly<Record<SetupStep['state'], { icon: LucideIcon; colour: string; word: string }>> = {
  done: { icon: CircleCheck, colour: 'text-ok', word: 'Done' },
  todo: { icon: CircleDashed, colour: 'text-ink-faint', word: 'To do' },
  trouble: { icon: TriangleAlert, colour: 'text-warn', word: 'Problem' },
  unseen: { icon: CircleHelp, colour: 'text-ink-faint', word: 'Not observed yet' },
}

/** The steps of the setup in their order; commands of those that are done come when they are opened. */
export function SetupStepList({ steps }: { steps: readonly ShownStep[] }) {
  return (
    <ol className="divide-y divide-line">
      {steps.map((step) => (
        <li key={step.title}>
          <Step step={step} />
        </li>
      ))}
    </ol>
  )
}

function Step({ step: { state, title, said, commands } }: { step: ShownStep }) {
  const startsOpen = state === 'todo' || state === 'trouble'
  const [open, setOpen] = useState(startsOpen)
  const { icon: Icon, colour, word } = MARK[state]
  return (
    <details
      className="group px-4 py-3"
      open={startsOpen}
      onToggle={(event) => setOpen(event.currentTarget.open)}
    >
      <summary className="flex items-start gap-3 cursor-pointer list-none rounded-sm [&::-webkit-details-marker]:hidden">
        <Icon aria-hidden className={classes('size-4 mt-0.5 shrink-0', colour)} />
        <span className="grid gap-0.5 min-w-0 flex-1">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{title}</span>
            <span className="text-table text-ink-soft">{word}</span>
          </span>
          <span className="text-table text-ink-soft">{said}</span>
        </span>
        <span className="link text-table shrink-0">
          <span className="group-open:hidden">Commands</span>
          <span className="hidden group-open:inline">Hide</span>
        </span>
      </summary>
      {open && (
        <ul className="grid gap-3 pt-3 pl-7">
          {commands.map(({ purpose, command }) => (
            <li key={command} className="grid gap-1 min-w-0">
              <span className="text-table">{purpose}</span>
              <CommandLine command={command} />
            </li>
          ))}
        </ul>
      )}
    </details>
  )
}
