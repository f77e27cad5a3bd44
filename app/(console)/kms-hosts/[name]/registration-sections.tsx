import { CircleCheck, CircleX } from 'lucide-react'
import { Card, Section } from '@/components/ui/card'
import { Copyable } from '@/components/ui/copyable'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Term } from '@/components/ui/term'
import { Time } from '@/components/ui/time'
import { hostCoverage } from '@/lib/activation/kms/host-coverage'
import { keyGroupsOf } from '@/lib/activation/kms/host-key-groups'
import { keyGroupLabel } from '@/lib/activation/kms/host-platforms'
import { sayHostRefusal } from '@/lib/activation/kms/host-sentence'
import type { HostTables } from '@/lib/activation/kms/host-tables'
import type { KeyGroupId } from '@/lib/activation/kms/key-group-table'
import type { HostKeyUse, KmsHostView } from '@/lib/data/kms-hosts/host-page'
import type { HostRegistration } from '@/lib/data/kms-hosts/host-shapes'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

/** What an admin registered of the host, and the keys it uses. */
export function RegistrationSection({ host }: { host: KmsHostView }) {
  const { registration, keys } = host
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
        {host.platform ?? 'not entered'}
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
        <Fact name="Updates">{host.updates.length > 0 ? host.updates.join(', ') : 'none installed'}</Fact>
      )}
      {host.site && <Fact name="Site">{host.site}</Fact>}
      {host.owner && <Fact name="Owner">{host.owner}</Fact>}
      {host.spareFor && (
        <Fact name="Standby for">
          <HostLink name={host.spareFor} />
        </Fact>
      )}
      {host.spares.length > 0 && (
        <Fact name="Standby">
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
          ? ': no activation of this host is recorded'
          : `: activated${reactivations > 0 ? `, ${reactivations} of ${formatCountOf(use.reactivationLimit, 'reactivation')} used` : ''}`}
        {`; ${use.hosts} of ${formatCountOf(use.hostLimit, 'host')}`}
      </span>
    </>
  )
}

interface CoverageSectionProps {
  host: KmsHostView
  /** With entries of ours. */
  tables: HostTables
}

/** Which generations the host can activate with its key on its platform. */
export function CoverageSection({ host, tables }: CoverageSectionProps) {
  const groups = keyGroupsOf(host, tables.groups)
  const platform = host.registration?.platform
  if (!platform || groups.length === 0) {
    return (
      <Section id="coverage" title="What it can activate">
        <Card>
          <p className="text-ink-soft max-w-[72ch]">
            {platform
              ? 'Its key group is not known. Import the slmgr.vbs /dlv output of the host, or choose the key group in its registration.'
              : 'Enter its platform in its registration, and its key group if the host does not report it, to see which generations it can activate and with which update.'}
          </p>
        </Card>
      </Section>
    )
  }
  return (
    <Section
      id="coverage"
      title="What it can activate"
      hint={`${platform} with ${groups.map((id) => `the key group ${keyGroupLabel(id, tables.groups)}`).join(' and ')}.`}
    >
      <div className="grid gap-4 xl:grid-cols-2 items-start">
        {groups.map((key) => (
          <KeyCoverage key={key} host={host} platform={platform} group={key} tables={tables} />
        ))}
      </div>
    </Section>
  )
}

interface KeyCoverageProps extends CoverageSectionProps {
  platform: string
  group: KeyGroupId
}

function KeyCoverage({ host, platform, group, tables }: KeyCoverageProps) {
  const { updatesKnown, updates, isVirtual } = host.registration ?? {}
  const setup = {
    hostPlatform: platform,
    key: group,
    ...(updatesKnown && { updates: updates ?? [] }),
    ...(isVirtual != null && { isVirtual }),
  }
  const answers = hostCoverage(setup, tables)
  const can = answers.filter(({ refusal }) => !refusal)
  const cannot = answers.flatMap(({ generation, refusal }) => (refusal ? [{ generation, refusal }] : []))
  const older = can.filter(({ carriedOver }) => carriedOver).map(({ generation }) => generation)
  const update = can.find(({ updateToCheck }) => updateToCheck)?.updateToCheck
  return (
    <Card className="grid gap-3 text-table">
      <h3 className="font-semibold text-sm">Key group {keyGroupLabel(group, tables.groups)}</h3>
      {can.length > 0 && (
        <p className="flex items-start gap-2">
          <CircleCheck aria-hidden className="size-4 mt-0.5 shrink-0 text-ok" />
          <span>
            Activates {can.map(({ generation }) => generation).join(', ')}
            {update && `, once ${update.join(' or ')} or a later cumulative update is installed`}.
            {older.length > 0 && (
              <span className="text-ink-soft">
                {' '}
                {older.join(' and ')}: by older guides, no longer named in Microsoft’s.
              </span>
            )}
          </span>
        </p>
      )}
      {cannot.length > 0 && (
        <ul className="grid gap-1.5">
          {reasons(cannot, tables).map(({ generations, reason }) => (
            <li key={reason} className="flex items-start gap-2">
              <CircleX aria-hidden className="size-4 mt-0.5 shrink-0 text-ink-faint" />
              <span>
                <span className="font-medium">Not {generations.join(', ')}.</span>{' '}
                <span className="text-ink-soft">{reason}</span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Card>
  )
}

/** Generations that are refused in the same words, together. */
function reasons(
  cannot: { generation: string; refusal: Parameters<typeof sayHostRefusal>[0] }[],
  { groups }: HostTables,
) {
  const byReason = new Map<string, string[]>()
  for (const { generation, refusal } of cannot) {
    const reason = sayHostRefusal(refusal, groups)
    byReason.set(reason, [...(byReason.get(reason) ?? []), generation])
  }
  return [...byReason].map(([reason, generations]) => ({ reason, generations }))
}
