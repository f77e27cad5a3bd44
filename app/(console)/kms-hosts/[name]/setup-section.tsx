import { CircleCheck, CircleDashed, CircleHelp, type LucideIcon, TriangleAlert } from 'lucide-react'
import { Notice } from '@/components/feedback/notice'
import { Card, Section } from '@/components/ui/card'
import { classes } from '@/components/ui/classes'
import { CommandLine } from '@/components/ui/command-line'
import { KMS_PORT } from '@/lib/activation/discovery/discovery'
import { isPublicAddress } from '@/lib/activation/kms/public-address'
import { setupCommands } from '@/lib/activation/kms/setup-commands'
import { STEP_TITLES, saySetupStep } from '@/lib/activation/kms/setup-sentence'
import { type SetupStep, setupSteps } from '@/lib/activation/kms/setup-steps'
import type { KmsHostView } from '@/lib/data/kms-hosts/host-page'
import { formatCountOf } from '@/lib/format/counts'
import { setupFactsOf } from './setup-facts'

/** The set-up as steps that tick themselves off from what was observed. */
export function SetupSection({ host }: { host: KmsHostView }) {
  const steps = setupSteps(setupFactsOf(host))
  const done = steps.filter(({ state }) => state === 'done').length
  const target = {
    name: host.name,
    port: host.registration?.port ?? KMS_PORT,
    platform: host.registration?.platform ?? undefined,
  }
  return (
    <Section
      id="setup"
      title="Set-up"
      hint={
        done === steps.length
          ? 'Every step is done, by what was observed.'
          : `${done} of ${formatCountOf(steps.length, 'step')} done, by what was observed.`
      }
    >
      <PublicAddresses host={host} />
      <Notice tone="watch" title="Port 1688 must never be reachable from outside the organisation">
        Whoever reaches it can activate with your key: that amounts to handing out volume keys. Open it in the
        domain profile only, and never on a firewall towards the Internet.
      </Notice>
      <Card flush>
        <ol className="divide-y divide-line">
          {steps.map((step) => (
            <li key={step.id}>
              <Step step={step} commands={setupCommands(step.id, target)} />
            </li>
          ))}
        </ol>
      </Card>
    </Section>
  )
}

/** Only a look from outside could tell that the port is open there; a public address is reason enough to look. */
function PublicAddresses({ host }: { host: KmsHostView }) {
  const known = [
    ...(host.registration?.addresses ?? []),
    ...host.dns.knocks.map(({ address }) => address),
    ...host.names,
  ]
  const open = [...new Set(known)].filter(isPublicAddress)
  if (open.length === 0) return null
  return (
    <Notice tone="bad" title={`This host has a public address: ${open.join(', ')}`}>
      If no firewall stands before it, anybody on the Internet can activate with your key. Check from outside
      that TCP 1688 does not answer there, or give the host an address of your own network.
    </Notice>
  )
}

const MARK: Readonly<Record<SetupStep['state'], { icon: LucideIcon; colour: string; word: string }>> = {
  done: { icon: CircleCheck, colour: 'text-ok', word: 'Done' },
  todo: { icon: CircleDashed, colour: 'text-ink-faint', word: 'To do' },
  trouble: { icon: TriangleAlert, colour: 'text-warn', word: 'Trouble' },
  unseen: { icon: CircleHelp, colour: 'text-ink-faint', word: 'Not observed yet' },
}

function Step({ step, commands }: { step: SetupStep; commands: ReturnType<typeof setupCommands> }) {
  const { icon: Icon, colour, word } = MARK[step.state]
  return (
    <details className="group px-4 py-3" open={step.state === 'todo' || step.state === 'trouble'}>
      <summary className="flex items-start gap-3 cursor-pointer list-none rounded-sm [&::-webkit-details-marker]:hidden">
        <Icon aria-hidden className={classes('size-4 mt-0.5 shrink-0', colour)} />
        <span className="grid gap-0.5 min-w-0 flex-1">
          <span className="flex flex-wrap items-baseline gap-x-2">
            <span className="font-medium">{STEP_TITLES[step.id]}</span>
            <span className="text-table text-ink-soft">{word}</span>
          </span>
          <span className="text-table text-ink-soft">{saySetupStep(step)}</span>
        </span>
        <span className="link text-table shrink-0">
          <span className="group-open:hidden">Commands</span>
          <span className="hidden group-open:inline">Hide</span>
        </span>
      </summary>
      <ul className="grid gap-3 pt-3 pl-7">
        {commands.map(({ purpose, command }) => (
          <li key={command} className="grid gap-1 min-w-0">
            <span className="text-table">{purpose}</span>
            <CommandLine command={command} />
          </li>
        ))}
      </ul>
    </details>
  )
}
