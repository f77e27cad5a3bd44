import type { SampleProduct } from './sample-products'
import * as products from './sample-products'
import { type SampleRandom, sampleRandom } from './sample-random'

/** How a sample machine fares. Days count back from now. */
export type SampleFate =
  /** renews every week; the last time `lastDay` days ago */
  | { kind: 'renewing'; fromDay: number; lastDay: number }
  /** asks, and is refused from `refusedDay` on */
  | {
      kind: 'refused'
      fromDay: number
      refusedDay: number
      code: string
      status: 'initialGrace' | 'notification' | 'licensed'
    }
  /** renews, was without a host from `fromGap` to `toGap`, and recovered */
  | { kind: 'recovered'; fromDay: number; fromGap: number; toGap: number }
  /** only read now and then: MAK, OEM, evaluation */
  | {
      kind: 'read'
      readDay: number
      status: 'licensed' | 'initialGrace' | 'notification' | 'unlicensed'
      code?: string
      daysLeft?: number
    }
  /** activated through the directory, renewed every week */
  | { kind: 'directory'; fromDay: number; lastDay: number }

export interface SampleMachine {
  name: string
  cmid: string
  isVirtual: boolean
  product: SampleProduct
  host: string
  fate: SampleFate
  office?: SampleProduct
  officeCmid: string
}

export const SAMPLE_DOMAIN = 'sample.example'
export const SAMPLE_HOSTS = {
  main: `kms01.${SAMPLE_DOMAIN}`,
  second: `kms02.${SAMPLE_DOMAIN}`,
  lab: `kms-lab01.lab.${SAMPLE_DOMAIN}`,
} as const

const SITES = ['ber', 'dub', 'lis', 'osl'] as const

/** The whole sample fleet: about 1,200 machines, the same ones at every call. */
export function sampleMachines(): SampleMachine[] {
  const random = sampleRandom(20_26)
  const fleet = [
    ...clients(random, 430, 'lt', products.WINDOWS_11),
    ...clients(random, 96, 'lt', products.WINDOWS_11_OLDER),
    ...clients(random, 214, 'pc', products.WINDOWS_10),
    ...clients(random, 38, 'kiosk', products.WINDOWS_10_LTSC),
    ...clients(random, 46, 'edu', products.WINDOWS_11_EDUCATION),
    ...clients(random, 18, 'prod', products.WINDOWS_7),
    ...products.SERVERS.flatMap(([count, product]) =>
      machines(random, count, `srv${product.build.slice(0, 2)}`, product, true),
    ),
    ...read(random, 34, 'mak', products.MAK_CLIENT),
    ...read(random, 26, 'oem', products.OEM_CLIENT),
    ...evaluations(random),
    ...directory(random),
    ...lab(random),
  ]
  return shareCmids(withTroubles(random, fleet))
}

function clients(random: SampleRandom, count: number, kind: string, product: SampleProduct): SampleMachine[] {
  return machines(random, count, kind, product, false).map((machine) => {
    if (product === products.WINDOWS_7 || random.next() > 0.42) return machine
    return { ...machine, office: random.next() < 0.7 ? products.OFFICE_2021 : products.OFFICE_2024 }
  })
}

function machines(
  random: SampleRandom,
  count: number,
  kind: string,
  product: SampleProduct,
  isServer: boolean,
): SampleMachine[] {
  return Array.from({ length: count }, (_, index) => {
    const site = SITES[random.whole(0, SITES.length - 1)] ?? 'ber'
    const isNew = random.next() < 0.16
    return {
      name: `${site}-${kind}-${String(index + 1).padStart(3, '0')}.${SAMPLE_DOMAIN}`,
      cmid: random.guid(),
      officeCmid: random.guid(),
      isVirtual: isServer ? random.next() < 0.8 : random.next() < 0.05,
      product,
      host: site === 'osl' || site === 'lis' ? SAMPLE_HOSTS.second : SAMPLE_HOSTS.main,
      fate: {
        kind: 'renewing',
        fromDay: isNew ? random.whole(8, 175) : random.whole(196, 214),
        lastDay: random.next() * 6.9,
      },
    }
  })
}

function read(random: SampleRandom, count: number, kind: string, product: SampleProduct): SampleMachine[] {
  return machines(random, count, kind, product, false).map((machine) => ({
    ...machine,
    fate: { kind: 'read', readDay: random.whole(5, 170), status: 'licensed' },
  }))
}

function evaluations(random: SampleRandom): SampleMachine[] {
  return machines(random, 15, 'eval', products.EVALUATION_SERVER, true).map((machine, index) => ({
    ...machine,
    fate: {
      kind: 'read',
      readDay: random.whole(20, 120),
      status: 'licensed',
      daysLeft: index < 3 ? 12 : 121 + 9 * index,
    },
  }))
}

function directory(random: SampleRandom): SampleMachine[] {
  return machines(random, 62, 'ad', products.WINDOWS_11, false).map((machine) => ({
    ...machine,
    fate: { kind: 'directory', fromDay: random.whole(90, 200), lastDay: random.next() * 6.9 },
  }))
}

/** Seventeen machines: too few for a KMS host, so all of them wait. */
function lab(random: SampleRandom): SampleMachine[] {
  return machines(random, 17, 'bench', products.WINDOWS_11, false).map((machine) => ({
    ...machine,
    name: machine.name.replace(SAMPLE_DOMAIN, `lab.${SAMPLE_DOMAIN}`),
    host: SAMPLE_HOSTS.lab,
    fate: { kind: 'refused', fromDay: 19, refusedDay: 19, code: '0xC004F038', status: 'initialGrace' },
  }))
}

/** Who fares otherwise: every n-th machine of the fleet that renews. */
const TROUBLES: readonly (readonly [
  every: number,
  offset: number,
  fate: (random: SampleRandom) => SampleFate,
])[] = [
  [24, 3, (random) => ({ kind: 'renewing', fromDay: 300, lastDay: random.whole(213, 268) })],
  [52, 7, (random) => ({ kind: 'renewing', fromDay: 290, lastDay: random.whole(181, 207) })],
  [31, 11, (random) => ({ kind: 'renewing', fromDay: 210, lastDay: random.whole(22, 150) })],
  [15, 5, () => ({ kind: 'recovered', fromDay: 212, fromGap: 96, toGap: 79 })],
  [
    110,
    17,
    () => ({ kind: 'refused', fromDay: 205, refusedDay: 26, code: '0xC004F06C', status: 'licensed' }),
  ],
  [
    83,
    29,
    (random) => ({ kind: 'read', readDay: random.whole(1, 20), status: 'notification', code: '0xC004F074' }),
  ],
  [
    121,
    41,
    (random) => ({ kind: 'read', readDay: random.whole(1, 12), status: 'notification', code: '0x8007232B' }),
  ],
  [
    149,
    53,
    (random) => ({
      kind: 'refused',
      fromDay: 40,
      refusedDay: random.whole(12, 33),
      code: '0xC004F042',
      status: 'notification',
    }),
  ],
  [
    301,
    77,
    (random) => ({ kind: 'read', readDay: random.whole(1, 9), status: 'unlicensed', code: '0xC004F034' }),
  ],
]

function withTroubles(random: SampleRandom, fleet: SampleMachine[]): SampleMachine[] {
  return fleet.map((machine, index) => {
    if (machine.product === products.MAK_CLIENT && index % 9 === 0) {
      return { ...machine, fate: { kind: 'read', readDay: 6, status: 'notification', code: '0xC004C020' } }
    }
    if (machine.fate.kind !== 'renewing') return machine
    const trouble = TROUBLES.find(([every, offset]) => index % every === offset)
    return trouble ? { ...machine, fate: trouble[2](random) } : machine
  })
}

/** A handful of kiosks come from one image that was never generalised: they share a CMID. */
function shareCmids(fleet: SampleMachine[]): SampleMachine[] {
  const first = fleet.find((machine) => machine.name.includes('-kiosk-'))
  return fleet.map((machine) =>
    first && /-kiosk-00[2-7]/.test(machine.name) ? { ...machine, cmid: first.cmid } : machine,
  )
}
