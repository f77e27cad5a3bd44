import type { FleetPattern, RenewingLicense, SeenHost } from '@/lib/activation/whatif/fleet-pattern'
import { whatIf } from '@/lib/activation/whatif/whatif'
import { type BenchLine, limitLine } from './bench-line'

const MACHINES = 100_000
const DAYS = 200
const LIMIT_SECONDS = 10
const DAY_MS = 86_400_000
const NOW = Date.parse('2026-11-30T00:00:00Z')
const WINDOWS_10 = '73111121-5638-40f6-bc11-f1d7b0d64300'

/** A host of a large fleet retires: the fleet is carried forward with and without it. Seconds of this process alone. */
export async function benchWhatIf(scale: number): Promise<BenchLine[]> {
  const machines = Math.max(100, Math.round(MACHINES * scale))
  const pattern = patternOf(machines)
  const before = process.cpuUsage()
  const outcome = whatIf(
    pattern,
    { days: DAYS, changes: [{ kind: 'retireHost', host: 'kms01.corp.example', on: '2026-12-10' }] },
    NOW,
  )
  const { user, system } = process.cpuUsage(before)
  if (!outcome.ok) throw new Error(outcome.problem)
  const seconds = (user + system) / 1e6
  const lapses = outcome.answer.lapses.length
  if (lapses === 0) throw new Error('The machines that have the host set should lapse.')
  return [
    limitLine(
      `what-if: ${machines} machines, ${DAYS} days, one host retired, ${lapses} lapse`,
      seconds,
      LIMIT_SECONDS * scale,
      's of processor',
    ),
  ]
}

function patternOf(machines: number): FleetPattern {
  const licenses = Array.from({ length: machines }, (_, number): RenewingLicense => {
    const asked = NOW - ((number * 7_919) % (7 * 86_400)) * 1000
    return {
      machine: `pc${number}.site${number % 40}.example`,
      activationId: WINDOWS_10,
      zone: `site${number % 40}.example`,
      isVirtual: false,
      cmid: `cmid${number}`,
      status: 'licensed',
      endsAt: asked + 180 * DAY_MS,
      seenAt: asked,
      asks: [3, 2, 1, 0].map((weeks) => asked - weeks * 7 * DAY_MS),
      host: number % 2 === 0 ? 'kms01.corp.example' : 'kms02.corp.example',
      isRegistered: number % 100 === 0,
      usesCaching: true,
    }
  })
  const zones = new Set(licenses.map(({ zone }) => zone))
  const host = (name: string): SeenHost => ({
    name,
    seenAt: NOW,
    keys: [],
    served: new Set([WINDOWS_10]),
    refused: new Set(),
    zones,
    asked: new Map(),
  })
  return {
    knownUntil: NOW,
    licenses,
    hosts: [host('kms01.corp.example'), host('kms02.corp.example')],
    checkedZones: zones,
    others: { mak: 0, directory: 0, other: 0 },
    unknownProducts: 0,
  }
}
