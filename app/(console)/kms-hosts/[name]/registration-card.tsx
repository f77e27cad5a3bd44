import { Card, Section } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Term } from '@/components/ui/term'
import { Time } from '@/components/ui/time'
import { keyGroupLabel } from '@/lib/activation/kms/host-platforms'
import type { HostKeyUse, KmsHostView } from '@/lib/data/kms-hosts/host-page'
import type { HostRegistration } from '@/lib/data/kms-hosts/host-shapes'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** What an admin said of the host, and the keys it uses. */
export function RegistrationCard({ host }: { host: KmsHostView }) {
  const { registration, keys } = host
  if (!registration && keys.length === 0) return null
  return (
    <Section id="registration" title="As registered">
      <Card>
        <Facts className="text-table">
          {registration && <RegistrationFacts registration={registration} />}
          {keys.map((key) => (
            <Fact key={key.keyId} name={<Term of="CSVLK" word="Host key" />}>
              <KeyUse use={key} />
            </Fact>
          ))}
        </Facts>
      </Card>
    </Section>
  )
}

function RegistrationFacts({ registration: host }: { registration: HostRegistration }) {
  return (
    <>
      <Fact name="Platform">
        {host.platform ?? 'not said'}
        {host.isVirtual !== null && (host.isVirtual ? ', virtual' : ', physical')}
      </Fact>
      {host.keyGroup && <Fact name="Key group">{keyGroupLabel(host.keyGroup)}</Fact>}
      <Fact name="Port, SRV record">
        {host.port}, priority {host.priority}, weight {host.weight}
      </Fact>
      {host.addresses.length > 0 && (
        <Fact name="Addresses">
          <span className="grid gap-1">
            {host.addresses.map((address) => (
              <Copyable key={address} text={address} label={`Copy ${address}`} />
            ))}
          </span>
        </Fact>
      )}
      {host.updatesKnown && (
        <Fact name="Updates">
          {host.updates.length > 0 ? host.updates.join(', ') : 'none of those that matter'}
        </Fact>
      )}
      {host.site && <Fact name="Site">{host.site}</Fact>}
      {host.owner && <Fact name="Owner">{host.owner}</Fact>}
      {host.spareFor && (
        <Fact name="Stands in for">
          <HostLink name={host.spareFor} />
        </Fact>
      )}
      {host.spares.length > 0 && (
        <Fact name="Hot spare">
          <span className="flex flex-wrap gap-x-3">
            {host.spares.map((spare) => (
              <HostLink key={spare} name={spare} />
            ))}
          </span>
        </Fact>
      )}
      {host.note && <Fact name="Note">{host.note}</Fact>}
      <Fact name="Registered">
        <Time at={host.registeredAt} as="date" /> by {host.registeredBy}
      </Fact>
    </>
  )
}

function HostLink({ name }: { name: string }) {
  return (
    <Link href={paths.kmsHost(name)} className="link font-mono">
      {name}
    </Link>
  )
}

function KeyUse({ use }: { use: HostKeyUse }) {
  const reactivations = Math.max(0, use.activations - 1)
  return (
    <>
      <Link href={paths.key(use.keyId)} className="link">
        {use.label} (…-{use.lastFive})
      </Link>
      <span className="text-ink-soft">
        {use.activations === 0
          ? ': no activation of this host is in its register'
          : `: activated${reactivations > 0 ? `, and ${formatCountOf(reactivations, 'reactivation')} of ${use.reactivationLimit}` : ''}`}
        {`; ${use.hosts} of ${use.hostLimit} hosts`}
      </span>
    </>
  )
}
