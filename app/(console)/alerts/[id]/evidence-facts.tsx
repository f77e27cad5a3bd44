import { Fact } from '@/components/ui/facts'
import { Link } from '@/components/ui/link'
import { Time } from '@/components/ui/time'
import type { Evidence } from '@/lib/activation/alert/alert'
import { formatCount } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'

type Value = Evidence[string]

/** What each name of evidence means, in the order in which people read it; names that are not here say what the sentence says. */
const FACTS: readonly (readonly [name: string, label: string, look?: (value: string) => string])[] = [
  ['at', 'Newest evidence'],
  ['lastRequestAt', 'Last request'],
  ['lastRenewedAt', 'Last renewed'],
  ['checkedAt', 'Checked'],
  ['failedAt', 'Could not be written'],
  ['expiresAt', 'Ends'],
  ['until', 'Falls below the need'],
  ['dueAt', 'Was due'],
  ['host', 'KMS host', paths.kmsHost],
  ['zone', 'Zone', paths.zone],
  ['product', 'Product'],
  ['count', 'Count'],
  ['needed', 'Needed'],
  ['missed', 'Missed renewals'],
  ['daysLeft', 'Days left'],
  ['clientsDue', 'Clients due'],
  ['clients', 'Machines that use it'],
  ['reason', 'Reason', (code) => paths.reference({ q: code })],
  ['code', 'Code', (code) => paths.reference({ q: code })],
  ['named', 'Machines', paths.client],
  ['machines', 'Machines', paths.client],
  ['hosts', 'KMS hosts', paths.kmsHost],
  ['addresses', 'Addresses'],
]

/** The evidence behind an alert, each value with a link to its rows. */
export function EvidenceFacts({ evidence }: { evidence: Evidence }) {
  return FACTS.map(([name, label, href]) => {
    const value = evidence[name]
    return value === undefined ? null : (
      <Fact key={name} name={label}>
        <Shown value={value} href={href} />
      </Fact>
    )
  })
}

const TIME = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/
const MOST_SHOWN = 20

function Shown({ value, href }: { value: Value; href: ((value: string) => string) | undefined }) {
  if (typeof value === 'number') return formatCount(value)
  if (typeof value === 'boolean') return value ? 'yes' : 'no'
  const texts = typeof value === 'string' ? [value] : value
  return (
    <>
      {texts.slice(0, MOST_SHOWN).map((text, index) => (
        <span key={text}>
          {index > 0 && ', '}
          <One text={text} href={href} />
        </span>
      ))}
      {texts.length > MOST_SHOWN && ` and ${formatCount(texts.length - MOST_SHOWN)} more`}
    </>
  )
}

function One({ text, href }: { text: string; href: ((value: string) => string) | undefined }) {
  if (TIME.test(text)) return <Time at={text} as="dateTime" />
  if (!href) return text
  return (
    <Link href={href(text)} className="link">
      {text}
    </Link>
  )
}
