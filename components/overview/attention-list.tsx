import Link from 'next/link'
import { attentionSentence } from '@/lib/activation/fleet/attention-sentence'
import type { Attention } from '@/lib/activation/fleet/fleet-attention'
import { paths } from '@/lib/format/paths'

/** What needs someone now, most urgent first; each line opens the machines or the host behind it. */
export function AttentionList({ items }: { items: Attention[] }) {
  if (items.length === 0) {
    return (
      <p className="text-ink-soft">
        Nothing. Every machine heard of is licensed and no KMS host is below its threshold.
      </p>
    )
  }
  return (
    <ul className="divide-y divide-line">
      {items.map((item) => {
        const { text, detail } = attentionSentence(item)
        return (
          <li key={text} className="py-2.5 first:pt-0 last:pb-0">
            <Link href={attentionHref(item)} className="font-medium link">
              {text}
            </Link>
            {detail && <p className="mt-0.5 text-table text-ink-soft [text-wrap:pretty]">{detail}</p>}
          </li>
        )
      })}
    </ul>
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
