import { CircleCheck, CircleX } from 'lucide-react'
import { Card, Section } from '@/components/ui/card'
import { hostCoverage } from '@/lib/activation/kms/host-coverage'
import { keyGroupLabel } from '@/lib/activation/kms/host-platforms'
import { sayHostRefusal } from '@/lib/activation/kms/host-sentence'
import type { HostTables } from '@/lib/activation/kms/host-tables'
import type { KeyGroupId } from '@/lib/activation/kms/key-group-table'
import type { KmsHostView } from '@/lib/data/kms-hosts/host-page'
import { keyGroupsOf } from '../key-groups-of'

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
              ? 'Nobody knows its key group: read the host (slmgr.vbs /dlv), or choose the group in its registration.'
              : 'Register its platform, and its key group where no reading tells it, to see which generations it can activate and with which update.'}
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

/** Generations that are refused with the same words stand together. */
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
