import { saveComputers } from '@/lib/data/networks/directory-store'
import { prisma } from '@/lib/data/prisma'
import { SAMPLE_DOMAIN, sampleMachines } from './sample-machines'
import { type SampleRandom, sampleRandom } from './sample-random'

const DAY_MS = 86_400_000
const READ_DAYS_AGO = [3, 4, 5]

interface Silent {
  count: number
  /** what stands in a name between the site and the number */
  kind: string
  domain: string
  operatingSystem: string
  version: string
  /** days since the last logon, from and to */
  logon: readonly [number, number]
  isDisabled?: true
}

const EMEA = `emea.${SAMPLE_DOMAIN}`

/** Computers of which no import ever told: in use, abandoned, and not Windows. */
const SILENT: readonly Silent[] = [
  {
    count: 23,
    kind: 'nb',
    domain: EMEA,
    operatingSystem: 'Windows 11 Enterprise',
    version: '10.0 (26100)',
    logon: [4, 30],
  },
  {
    count: 9,
    kind: 'ws',
    domain: SAMPLE_DOMAIN,
    operatingSystem: 'Windows 10 Enterprise',
    version: '10.0 (19045)',
    logon: [4, 60],
  },
  {
    count: 5,
    kind: 'app',
    domain: EMEA,
    operatingSystem: 'Windows Server 2022 Standard',
    version: '10.0 (20348)',
    logon: [4, 12],
  },
  {
    count: 11,
    kind: 'old',
    domain: SAMPLE_DOMAIN,
    operatingSystem: 'Windows 7 Enterprise',
    version: '6.1 (7601)',
    logon: [140, 900],
  },
  {
    count: 4,
    kind: 'left',
    domain: SAMPLE_DOMAIN,
    operatingSystem: 'Windows 10 Enterprise',
    version: '10.0 (19045)',
    logon: [40, 300],
    isDisabled: true,
  },
  {
    count: 6,
    kind: 'nas',
    domain: SAMPLE_DOMAIN,
    operatingSystem: 'Samba',
    version: '4.19.5',
    logon: [5, 20],
  },
]

/** A directory as if it had been read some days ago: the fleet's machines in it, and some that never reported. */
export async function addSampleDirectory(now: Date): Promise<void> {
  const computers = sampleComputers(now)
  const earlier = await prisma().directorySource.findFirst({
    where: { isSample: true },
    select: { id: true },
  })
  const { id } = earlier ?? (await addSource(now, computers.length))
  await saveComputers(id, computers, daysBefore(now, READ_DAYS_AGO[0] ?? 0))
}

function addSource(now: Date, computers: number): Promise<{ id: string }> {
  return prisma().directorySource.create({
    data: {
      server: `dc01.${SAMPLE_DOMAIN}`,
      port: 636,
      security: 'ldaps',
      baseDn: `DC=${SAMPLE_DOMAIN.replaceAll('.', ',DC=')}`,
      bindDn: `svc-activation@${SAMPLE_DOMAIN}`,
      // Nobody is ever asked: there is no password.
      sealedPassword: '',
      createdAt: daysBefore(now, READ_DAYS_AGO.at(-1) ?? 0),
      createdBy: 'Sample',
      isSample: true,
      reads: {
        create: READ_DAYS_AGO.map((days, place) => readOf(daysBefore(now, days), computers, place)),
      },
    },
    select: { id: true },
  })
}

function readOf(at: Date, computers: number, place: number) {
  const isFirst = place === READ_DAYS_AGO.length - 1
  return {
    startedAt: at,
    startedBy: isFirst ? 'Sample' : 'Schedule',
    finishedAt: new Date(at.getTime() + 2_300),
    isComplete: true,
    forests: 2,
    domains: 2,
    zones: 4,
    computers,
    freshComputers: isFirst ? computers : 0,
    activationObjects: ['Windows Server 2022 ADBA'],
  }
}

/** The members of the domain among the machines of the fleet, and those of which nothing was ever heard. */
function sampleComputers(now: Date) {
  const random = sampleRandom(19_99)
  const members = sampleMachines().filter(({ name }) => domainOf(name) === SAMPLE_DOMAIN)
  const heard = members.map(({ name, product }) => ({
    ...namesOf(name),
    operatingSystem: product.name.replace('(R),', '').replace(' edition', ''),
    operatingSystemVersion: `10.0 (${product.build})`,
    lastLogonAt: daysBefore(now, random.whole(4, 40)).toISOString(),
    isDisabled: false,
    createdAt: daysBefore(now, random.whole(200, 1_500)).toISOString(),
  }))
  const all = [...heard, ...SILENT.flatMap((group) => silentComputers(group, random, now))]
  // Two machines of the fleet may have one name, a directory never has.
  return [...new Map(all.map((computer) => [computer.name, computer])).values()]
}

function silentComputers(group: Silent, random: SampleRandom, now: Date) {
  return Array.from({ length: group.count }, (_, index) => {
    const site = random.next() < 0.5 ? 'dub' : 'ber'
    const days = random.whole(...group.logon)
    return {
      ...namesOf(`${site}-${group.kind}-${String(index + 1).padStart(3, '0')}.${group.domain}`),
      operatingSystem: group.operatingSystem,
      operatingSystemVersion: group.version,
      lastLogonAt: daysBefore(now, days).toISOString(),
      isDisabled: group.isDisabled ?? false,
      createdAt: daysBefore(now, days + random.whole(30, 600)).toISOString(),
    }
  })
}

/** Computers stand in a unit of their site: 'sample.example/ber/pcs'. */
const namesOf = (name: string) => ({
  name,
  shortName: name.split('.')[0] ?? name,
  place: `${domainOf(name)}/${name.split('-')[0]}/pcs`,
})
const domainOf = (name: string) => name.split('.').slice(1).join('.')
const daysBefore = (now: Date, days: number) => new Date(now.getTime() - days * DAY_MS)
