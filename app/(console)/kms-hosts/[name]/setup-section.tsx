import { CircleCheck, CircleDashed, CircleHelp, type LucideIcon, TriangleAlert } from 'lucide-react'
import { Notice } from '@/components/feedback/notice'
import { Card, Section } from '@/components/ui/card'
import { classes } from '@/components/ui/classes'
import { CommandLine } from '@/components/ui/command-line'
import { KMS_PORT } from '@/lib/activation/discovery/discovery'
import { isPublicAddress } from '@/lib/activation/kms/public-address'
import { setupCommands } from '@/lib/activation/kms/setup-commands'
import { STEP_TITLES, saySetupStep } from '@/lib/activation/kms/setup-sentence'
import { type SetupFacts, type SetupStep, setupSteps } from '@/lib/activation/kms/setup-steps'
import type { KmsHostView } from '@/lib/data/kms-hosts/host-page'
import { formatCountOf } from '@/lib/format/counts'

/** The setup as steps that tick themselves off from what was observed. */
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
      title="Setup"
      hint={
        done === steps.length
          ? 'Every step is done, as far as we know.'
          : `${done} of ${formatCountOf(steps.length, 'step')} done, as far as we know.`
      }
    >
      <PublicAddresses host={host} />
      <Notice tone="watch" title="Port 1688 must never be reachable from outside the organisation">
        Anyone who reaches it can activate with your key, as if you had given the key away. Open it in the
        domain profile only, and never on a firewall to the Internet.
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

/** Only a check from outside shows whether the port is open there; a public address is reason enough to check. */
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
      Without a firewall in front of it, anyone on the Internet can activate with your key. Check from outside
      that TCP 1688 does not answer, or give the host a private address.
    </Notice>
  )
}

/** What the record says of a host's setup. */
function setupFactsOf(host: KmsHostView): SetupFacts {
  const [service] = host.services
  return {
    ...(service && {
      reading: {
        at: service.observedAt,
        lastFive: service.lastFive,
        status: service.status,
        dnsPublishing: service.dnsPublishing,
        count: service.currentCount,
        needed: service.neededCount,
      },
    }),
    ...(host.firstRequestAt && { firstRequestAt: host.firstRequestAt }),
    ...(host.firstServedAt && { firstServedAt: host.firstServedAt }),
    knocks: host.dns.knocks,
    zones: host.dns.zones.map(({ zone, kind }) => ({
      zone,
      isPublished: kind === 'published',
      isAsked: kind !== 'notAsked' && kind !== 'unreachableDns',
    })),
  }
}

const MARK: Readonly<Record<SetupStep['state'], { icon: LucideIcon; colour: string; word: string }>> = {
  done: { icon: CircleCheck, colour: 'text-ok', word: 'Done' },
  todo: { icon: CircleDashed, colour: 'text-ink-faint', word: 'To do' },
  trouble: { icon: TriangleAlert, colour: 'text-warn', word: 'Problem' },
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
