import { hostKeyBudget } from '@/lib/activation/kms/host-key-budget'
import { columns } from '@/lib/activation/report/report'
import { formatCountOf } from '@/lib/format/counts'
import { paths } from '@/lib/format/paths'
import { type ChiefOf, loadChiefNames } from '../keys/chief-names'
import { loadHostLimits, loadHostRegister } from '../keys/host-register'
import { onReadPool, readRows } from '../rows'
import { sum } from './machines'
import type { ReportLoader } from './report-request'

interface HostKey {
  id: string
  lastFive: string
  label: string
}

/** R8: the register of every KMS host key in use: which hosts it activated, how often, and what is left. */
export const loadHostKeyRegister: ReportLoader = async (_, { filters }) => {
  const wanted = await readRows<HostKey>(
    `SELECT id, last_five, label FROM product_key
      WHERE kind = 'csvlk' AND retired_at IS NULL AND ($1::text IS NULL OR last_five = upper($1)) ORDER BY lower(label), last_five`,
    [filters.key ?? null],
  )
  const chiefOf = await loadChiefNames(onReadPool)
  const registers = await Promise.all(wanted.map((key) => loadRegister(key, chiefOf)))
  const full = registers.filter(({ budget }) => budget.hostsLeft === 0)
  const activations = sum(registers, ({ entries }) => entries.length)
  return {
    answer: `${formatCountOf(wanted.length, 'KMS host key')} in use ${wanted.length === 1 ? 'has' : 'have'} ${formatCountOf(activations, 'activation')} in the register; ${full.length === 0 ? 'each can still activate a further host' : `no further host for ${full.map(({ key }) => key.lastFive).join(', ')}`}.`,
    tables: [
      {
        title: 'By key and KMS host',
        columns: columns(
          'Key',
          'For',
          ['KMS host', 'kmsHost'],
          ['First activation', 'time'],
          ['Reactivations', 'count'],
          ['Reactivations left', 'count'],
          ['Last', 'time'],
          ['Hosts left of the key', 'count'],
        ),
        rows: registers.flatMap(({ key, entries, budget }) => {
          const name = { value: key.lastFive, href: paths.key(key.id) }
          if (budget.uses.length === 0)
            return [[name, key.label, null, null, 0, null, null, budget.hostsLeft]]
          return budget.uses.map((use) => [
            name,
            key.label,
            { value: use.host, href: paths.kmsHost(use.host) },
            entries.find(({ host }) => host === use.host)?.at ?? null,
            use.reactivations,
            use.reactivationsLeft,
            use.lastAt,
            budget.hostsLeft,
          ])
        }),
        total: [
          'All',
          null,
          null,
          null,
          sum(registers, ({ budget }) => sum(budget.uses, ({ reactivations }) => reactivations)),
        ],
        empty: 'No KMS host key is registered.',
      },
    ],
    notes: [
      'No KMS host and no page of Microsoft tells how many activations of a host key are left: this is what the register here holds.',
    ],
  }
}

async function loadRegister(key: HostKey, chiefOf: ChiefOf) {
  const [entries, limits] = await Promise.all([
    loadHostRegister(onReadPool, key.id, chiefOf),
    loadHostLimits(onReadPool, key.id),
  ])
  return { key, entries, budget: hostKeyBudget(entries, limits) }
}
