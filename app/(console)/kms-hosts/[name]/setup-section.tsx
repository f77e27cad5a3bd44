import { Notice } from '@/components/feedback/notice'
import { Card, Section } from '@/components/ui/card'
import { KMS_PORT } from '@/lib/activation/discovery/discovery'
import { countOutlook } from '@/lib/activation/kms/count-outlook'
import { isPublicAddress } from '@/lib/activation/kms/public-address'
import { setupCommands } from '@/lib/activation/kms/setup-commands'
import { STEP_TITLES, saySetupStep } from '@/lib/activation/kms/setup-sentence'
import { type SetupFacts, setupSteps } from '@/lib/activation/kms/setup-steps'
import type { Actor } from '@/lib/auth/actor'
import { loadExplainedCounts } from '@/lib/data/kms-hosts/explained-count'
import type { KmsHostView } from '@/lib/data/kms-hosts/host-page'
import { formatCountOf } from '@/lib/format/counts'
import { SetupStepList } from './setup-step-list'

/** The setup as steps that tick themselves off from what was observed. */
export async function SetupSection({ host, actor }: { host: KmsHostView; actor: Actor }) {
  const steps = setupSteps({ ...setupFactsOf(host), ...(await countByLog(host, actor)) })
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
        <SetupStepList
          steps={steps.map((step) => ({
            state: step.state,
            title: STEP_TITLES[step.id],
            said: saySetupStep(step),
            commands: setupCommands(step.id, target),
          }))}
        />
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

/** The count that its log gives, where the host itself has not told one. */
async function countByLog(host: KmsHostView, actor: Actor): Promise<Pick<SetupFacts, 'loggedCount'>> {
  if (host.days.length === 0 || host.services[0]?.currentCount != null) return {}
  const explained = await loadExplainedCounts(actor, host.name, new Date(host.now))
  const [first] = explained?.counts ?? []
  if (!explained || !first) return {}
  const needed = countOutlook(first.countedAs, first.slots)[0]?.needed ?? 0
  return { loggedCount: { count: first.bounds.lower, needed, at: explained.logEnd } }
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
    clients: { naming: host.clients, licensed: host.licensedClients },
    knocks: host.dns.knocks,
    zones: host.dns.zones.map(({ zone, kind }) => ({
      zone,
      isPublished: kind === 'published',
      isAsked: kind !== 'notAsked' && kind !== 'unreachableDns',
    })),
  }
}
