import { planHostActivation } from '@/lib/activation/kms/host-key-budget'
import { sayHostKeyRefusal } from '@/lib/activation/kms/host-sentence'
import type { KeyView } from '@/lib/data/keys/key-page'
import { formatCount, formatCountOf } from '@/lib/format/counts'

export interface KeyAnswer {
  headline: string
  detail: string
  /** Something is beyond what is allowed. */
  isBad: boolean
}

/** How a key stands, in two sentences: the answer at the head of its page. */
export function keyAnswer(key: KeyView): KeyAnswer {
  if (key.retiredAt !== null) {
    const detail = `${key.retiredReason ? `Reason: ${key.retiredReason}. ` : ''}${usesWords(key)}`
    return { headline: 'Retired: out of use', detail, isBad: false }
  }
  return key.kind === 'mak' ? makAnswer(key) : hostKeyAnswer(key)
}

function usesWords({ kind, machines }: KeyView): string {
  if (kind === 'csvlk') return `${hostsWords(machines)} now.`
  return machines === 0
    ? 'No machine shows it.'
    : `${formatCountOf(machines, 'machine')} still ${machines === 1 ? 'shows' : 'show'} it.`
}

const hostsWords = (hosts: number) =>
  hosts === 1
    ? '1 KMS host is licensed with it'
    : `${hosts === 0 ? 'No' : formatCount(hosts)} KMS ${hosts === 0 ? 'host is' : 'hosts are'} licensed with it`

function makAnswer({ machines, products, uses }: KeyView): KeyAnswer {
  if (machines === 0) {
    return {
      headline: 'No machine has shown this MAK yet',
      detail:
        'Import the output of machines that used it: they are recognised by its last five, the MAK channel and the activation ID.',
      isBad: false,
    }
  }
  const labels = [...new Set(products.map(({ label }) => label))]
  const more = labels.length > 3 ? ` and ${labels.length - 3} more` : ''
  return {
    headline: `${formatCountOf(machines, 'machine')} ${machines === 1 ? 'uses' : 'use'} this MAK`,
    detail: `Seen with ${labels.slice(0, 3).join(', ')}${more}.${licensedWords(uses)}`,
    isBad: false,
  }
}

/** ' 4 of them are not licensed.'; nothing where all are. */
function licensedWords(uses: KeyView['uses']): string {
  const open = uses.filter(({ condition }) => condition !== 'licensed').length
  if (open === 0) return ''
  return ` ${formatCount(open)} of them ${open === 1 ? 'is' : 'are'} not licensed now.`
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
      headline: 'More activations were observed than this key allows',
      detail: overWords(key),
      isBad: true,
    }
  }
  if (used === 0) {
    return {
      headline: `No host activation is known; all ${limits.hosts} hosts are left`,
      detail:
        'No host tells how often its key was activated. Enter activations made before, so that the register can be trusted.',
      isBad: false,
    }
  }
  const left = budget.hostsLeft
  const headline =
    left === 0
      ? `All ${limits.hosts} hosts of this key are used`
      : `${used} of ${limits.hosts} hosts used; ${left} left`
  const refusal = left === 0 ? planHostActivation(entries, '', limits) : undefined
  const wayOut = refusal && !refusal.ok ? ` ${sayHostKeyRefusal(refusal.refusal)}` : ''
  return { headline, detail: `${now}${wayOut}`, isBad: false }
}

function overWords({ register }: KeyView): string {
  if (!register) return ''
  const { budget, limits, entries } = register
  const over = entries.filter(({ isOverLimit }) => isOverLimit).map(({ host }) => host)
  const hosts = `${formatCountOf(budget.uses.length, 'host')} in the register, ${limits.hosts} allowed, each reactivated up to ${limits.reactivationsPerHost} times.`
  const which = over.length > 0 ? ` Beyond the limit: ${[...new Set(over)].join(', ')}.` : ''
  return `${hosts}${which} If Microsoft granted more, enter the new limit; otherwise find out who uses the key.`
}

/** 'MAK …-Q7F3D', where there is no room for its label. */
export function shortKeyName({ kind, lastFive }: Pick<KeyView, 'kind' | 'lastFive'>): string {
  return `${kind === 'mak' ? 'MAK' : 'KMS host key'} …-${lastFive}`
}
