'use client'

import { Button } from '@/components/ui/button'
import { Section } from '@/components/ui/card'
import { Fact, Facts } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import { BELONGING_FIELDS, BELONGING_LABELS, type BelongingField } from '@/lib/activation/belonging/belonging'
import { RULE_KIND_LABELS } from '@/lib/activation/belonging/belonging-rule'
import type { BelongingSource, MachineBelonging } from '@/lib/data/belonging/machine-belonging'
import { paths } from '@/lib/format/paths'
import { BelongingDialog } from '../belonging-dialog'

interface BelongingSectionProps {
  name: string
  belonging: MachineBelonging
  mayChange: boolean
}

/** To whom the machine belongs, and who says so. */
export function BelongingSection({ name, belonging: { fields, tags }, mayChange }: BelongingSectionProps) {
  return (
    <Section
      id="belonging"
      title="Site and owner"
      hint="Set by hand, by an imported list or by a rule, in this order."
      actions={
        <BelongingDialog
          trigger={<Button size="small">Set site and owner</Button>}
          disabledReason={mayChange ? undefined : 'Only a licensing admin can set site and owner.'}
          machines={name}
          names={[name]}
        />
      }
    >
      <Facts>
        {BELONGING_FIELDS.map((field) => (
          <Fact key={field} name={BELONGING_LABELS[field]}>
            <Value field={field} {...fields[field]} />
          </Fact>
        ))}
        <Fact name={BELONGING_LABELS.tags}>
          {tags.length === 0
            ? 'None'
            : tags.map((tag, position) => (
                <span key={tag}>
                  {position > 0 && ', '}
                  <Link className="link" href={paths.clients({ tag })}>
                    {tag}
                  </Link>
                </span>
              ))}
        </Fact>
      </Facts>
    </Section>
  )
}

interface ValueProps {
  field: BelongingField
  value: string | null
  source: BelongingSource | null
}

function Value({ field, value, source }: ValueProps) {
  return (
    <>
      {value === null ? (
        'None'
      ) : (
        <Link className="link" href={paths.clients({ [field]: encodeItem(value) })}>
          {value}
        </Link>
      )}
      {source && (
        <span className="text-ink-soft">
          {', '}
          <SourceWords source={source} />
        </span>
      )}
    </>
  )
}

/** Lists in an address are separated by commas. */
const encodeItem = (item: string) => item.replaceAll(',', '%2C')

function SourceWords({ source }: { source: BelongingSource }) {
  if (source.by === 'rule') {
    return (
      <>
        by the rule for {RULE_KIND_LABELS[source.kind].toLowerCase()}{' '}
        <span className="font-mono">{source.pattern}</span>
      </>
    )
  }
  const where =
    source.by === 'list'
      ? `by the list ${source.fileName}, imported by ${source.who}`
      : `by hand, by ${source.who}`
  return (
    <>
      {where} <Time at={source.at} />
    </>
  )
}
