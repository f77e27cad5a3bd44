import type { SetupFacts } from '@/lib/activation/kms/setup-steps'
import type { KmsHostView } from '@/lib/data/kms-hosts/host-page'

/** What the record says of a host's set-up. */
export function setupFactsOf(host: KmsHostView): SetupFacts {
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
