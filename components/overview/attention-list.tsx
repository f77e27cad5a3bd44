import { CircleAlert, Clock } from 'lucide-react'
import { attentionSentence } from '@/lib/activation/fleet/attention-sentence'
import type { Attention } from '@/lib/activation/fleet/fleet-attention'
import { paths } from '@/lib/format/paths'
import { classes } from '../ui/classes'
import { Link } from '../ui/link'
import { useNow } from '../ui/now'

/** What needs someone now, most urgent first; each line opens the machines or the host behind it. */
export function AttentionList({ items }: { items: Attention[] }) {
  const now = useNow().getTime()
  if (items.length === 0) {
    return (
      <p className="text-ink-soft">
        Nothing. Every known machine is licensed and no KMS host is below its threshold.
      </p>
    )
  }
  return (
    <ul className="divide-y divide-line">
      {byUrgency(items).map((item) => {
        const { text, detail } = attentionSentence(item, now)
        return (
          <li key={text} className="flex gap-2.5 py-2.5 first:pt-0 last:pb-0">
            <UrgencyMark urgency={URGENCY[item.kind]} />
            <div className="min-w-0">
              <Link href={attentionHref(item)} className="font-medium link break-words">
                {text}
              </Link>
              {detail && <p className="mt-0.5 text-table text-ink-soft">{detail}</p>}
            </div>
          </li>
        )
      })}
    </ul>
  )
}

/** Now: machines are or will be refused. Soon: there is time. */
const URGENCY: Readonly<Record<Attention['kind'], 'now' | 'soon'>> = {
  hostNotLicensed: 'now',
  hostBelowThreshold: 'now',
  unknownHost: 'soon',
  cloudHostAsked: 'soon',
  retiredHostInUse: 'soon',
  hostSilent: 'soon',
  countFalling: 'soon',
  sharedCmid: 'soon',
  hostKeyOver: 'now',
  makOverdrawn: 'now',
  makUsedUp: 'now',
  makLow: 'soon',
  notification: 'now',
  unlicensed: 'now',
  graceEnding: 'soon',
  silent: 'soon',
}

/** What is now before what is soon; within each as the rule orders them. */
const byUrgency = (items: readonly Attention[]) => [
  ...items.filter(({ kind }) => URGENCY[kind] === 'now'),
  ...items.filter(({ kind }) => URGENCY[kind] === 'soon'),
]

function UrgencyMark({ urgency }: { urgency: 'now' | 'soon' }) {
  const Icon = urgency === 'now' ? CircleAlert : Clock
  return (
    <span
      title={urgency === 'now' ? 'Now' : 'Soon'}
      className={classes(
        'h-5 grid place-items-center shrink-0',
        urgency === 'now' ? 'text-bad' : 'text-watch',
      )}
    >
      <Icon aria-hidden className="size-4" />
      <span className="sr-only">{urgency === 'now' ? 'Now:' : 'Soon:'}</span>
    </span>
  )
}

function attentionHref(item: Attention): string {
  switch (item.kind) {
    case 'hostNotLicensed':
    case 'hostBelowThreshold':
    case 'unknownHost':
    case 'retiredHostInUse':
    case 'hostSilent':
      return paths.kmsHost(item.host)
    case 'cloudHostAsked':
      return paths.clients({ host: item.host })
    case 'countFalling':
      return `${paths.kmsHost(item.host)}#count`
    case 'sharedCmid':
      return paths.sharedCmids()
    case 'graceEnding':
      return paths.clients({ state: 'grace', expires: `${item.withinDays}d` })
    case 'notification':
    case 'unlicensed':
    case 'silent':
      return paths.clients({ state: item.kind })
    case 'hostKeyOver':
      return `${paths.key(item.key.keyId)}#register`
    case 'makOverdrawn':
    case 'makUsedUp':
    case 'makLow':
      return `${paths.key(item.mak.keyId)}#ledger`
  }
}
