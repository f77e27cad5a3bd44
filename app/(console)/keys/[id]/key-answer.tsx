import { KeyRound } from 'lucide-react'
import { classes } from '@/components/ui/classes'
import { planHostActivation } from '@/lib/activation/kms/host-key-budget'
import { sayHostKeyRefusal } from '@/lib/activation/kms/host-sentence'
import type { KeyView } from '@/lib/data/keys/key-page'
import { formatCount, formatCountOf } from '@/lib/format/counts'

interface KeyAnswer {
  headline: string
  detail: string
  /** Something is beyond what is allowed. */
  isBad: boolean
}

/** How a key stands, in two sentences, at the head of its page. */
export function Answer({ view }: { view: KeyView }) {
  const { headline, detail, isBad } = keyAnswer(view)
  return (
    <section
      aria-label="Answer"
      className={classes(
        'flex items-start gap-3 rounded-md border p-4 md:px-5',
        isBad ? 'bg-bad-soft' : 'bg-raised',
      )}
    >
      <KeyRound
        aria-hidden
        className={classes('size-6 shrink-0 mt-0.5', isBad ? 'text-bad' : 'text-accent')}
      />
      <div className="grid gap-1 min-w-0">
        <p className="text-title font-semibold tracking-[-0.01em] [text-wrap:balance]">{headline}</p>
        <p className={classes('max-w-[72ch]', isBad ? 'text-ink' : 'text-ink-soft')}>{detail}</p>
      </div>
    </section>
  )
}

function keyAnswer(key: KeyView): KeyAnswer {
  if (key.retiredAt !== null) {
    const detail = `${key.retiredReason ? `Reason: ${key.retiredReason}. ` : ''}${usesWords(key)}`
    return { headline: 'Retired', detail, isBad: false }
  }
  return key.kind === 'mak' ? makAnswer(key) : hostKeyAnswer(key)
}

function usesWords({ kind, machines }: KeyView): string {
  if (kind === 'csvlk') return `${hostsWords(machines)} now.`
  return machines === 0
    ? 'No machine reports it.'
    : `${formatCountOf(machines, 'machine')} still ${machines === 1 ? 'reports' : 'report'} it.`
}

const hostsWords = (hosts: number) =>
  hosts === 1
    ? '1 KMS host is licensed with it'
    : `${hosts === 0 ? 'No' : formatCount(hosts)} KMS ${hosts === 0 ? 'host is' : 'hosts are'} licensed with it`

function makAnswer({ machines, products, notLicensed }: KeyView): KeyAnswer {
  if (machines === 0) {
    return {
      headline: 'No machine reports this MAK yet',
      detail:
        'Import what machines with it report: they are recognised by its last five, the MAK channel and the activation ID.',
      isBad: false,
    }
  }
  const labels = [...new Set(products.map(({ label }) => label))]
  const more = labels.length > 3 ? ` and ${labels.length - 3} more` : ''
  return {
    headline: `${formatCountOf(machines, 'machine')} ${machines === 1 ? 'uses' : 'use'} this MAK`,
    detail: `Used for ${labels.slice(0, 3).join(', ')}${more}.${licensedWords(notLicensed)}`,
    isBad: false,
  }
}

/** ' 4 of them are not licensed.'; nothing where all are. */
function licensedWords(open: number): string {
  if (open === 0) return ''
  return ` ${formatCount(open)} of them ${open === 1 ? 'is' : 'are'} not licensed.`
}

function hostKeyAnswer(key: KeyView): KeyAnswer {
  const { register, machines } = key
  const now = `${hostsWords(machines)} now.`
  if (!register)
    return { headline: hostsWords(machines), detail: 'By the newest reading of each host.', isBad: false }
  const { budget, limits, entries } = register
  const used = budget.uses.length
  if (used > limits.hosts || entries.some(({ isOverLimit }) => isOverLimit)) {
    return {
      headline: 'More activations than this key allows',
      detail: overWords(key),
      isBad: true,
    }
  }
  if (used === 0) {
    return {
      headline: `No activations entered; all ${limits.hosts} hosts left`,
      detail:
        'KMS hosts do not report how often their key was activated. Enter earlier activations to complete the register.',
      isBad: false,
    }
  }
  const left = budget.hostsLeft
  const headline =
    left === 0
      ? `All ${limits.hosts} hosts of this key are used`
      : `${used} of ${formatCountOf(limits.hosts, 'host')} used; ${left} left`
  const refusal = left === 0 ? planHostActivation(entries, '', limits) : undefined
  const wayOut = refusal && !refusal.ok ? ` ${sayHostKeyRefusal(refusal.refusal)}` : ''
  return { headline, detail: `${now}${wayOut}`, isBad: false }
}

function overWords({ register }: KeyView): string {
  if (!register) return ''
  const { budget, limits, entries } = register
  const over = entries.filter(({ isOverLimit }) => isOverLimit).map(({ host }) => host)
  const hosts = `${formatCountOf(budget.uses.length, 'host')} in the register, ${limits.hosts} allowed, each reactivated up to ${limits.reactivationsPerHost} times.`
  const which = over.length > 0 ? ` Over the limit: ${[...new Set(over)].join(', ')}.` : ''
  return `${hosts}${which} If Microsoft granted more, enter the new limit; otherwise find out who else uses the key.`
}

/** 'MAK …-Q7F3D', where there is no room for its label. */
export function shortKeyName({ kind, lastFive }: Pick<KeyView, 'kind' | 'lastFive'>): string {
  return `${kind === 'mak' ? 'MAK' : 'KMS host key'} …-${lastFive}`
}
