/** Twenty zones and four hosts with thirty faults, written down by hand: what the matrix must say, no more and no less. */

export const ROOT_ZONE = 'corp.bind-test.example'
export const KMS_PORT = 1688
export const WRONG_PORT = 1689

/** The first two are expected everywhere, the others in three zones each. */
export const HOSTS = [
  { name: `kms01.${ROOT_ZONE}`, address: '127.0.0.11' },
  { name: `kms02.${ROOT_ZONE}`, address: '127.0.0.12' },
  /** Nothing listens there at first. */
  { name: `kms03.${ROOT_ZONE}`, address: '127.0.0.13' },
  /** Has no A record at first. */
  { name: `kms04.${ROOT_ZONE}`, address: '127.0.0.14' },
] as const
const [KMS01, KMS02, KMS03, KMS04] = HOSTS.map(({ name }) => name) as [string, string, string, string]
export const RETIRED = { name: `kms-old.${ROOT_ZONE}`, address: '127.0.0.10' }
export const ROGUES = ['activate.elsewhere', 'kms.elsewhere'].map((name) => `${name}.bind-test.example`)
export const ROGUE_ADDRESS = '127.0.0.99'
const [ROGUE, SECOND_ROGUE] = ROGUES as [string, string]

export const zoneName = (number: number) =>
  number === 1 ? ROOT_ZONE : `zone${String(number).padStart(2, '0')}.bind-test.example`

export const ZONES = Array.from({ length: 20 }, (_, at) => zoneName(at + 1))

/** Where the hosts of limited places are expected; elsewhere an exception says so. */
export const EXPECTED_IN: Readonly<Record<string, readonly number[]>> = {
  [KMS03]: [1, 2, 3],
  [KMS04]: [4, 5, 6],
}

/** Zones whose listed server does not answer. */
export const UNREACHABLE = [19, 20]

/** 'zone host kind', the thirty of them. */
export const FAULTS: readonly string[] = [
  ...fault('missing', KMS01, [2, 7, 8, 9]),
  ...fault('missing', KMS02, [9, 10, 11]),
  ...fault('wrongPort', KMS01, [12, 13, 14]),
  ...fault('wrongPort', KMS02, [12, 15]),
  ...fault('unreachableDns', KMS01, UNREACHABLE),
  ...fault('unreachableDns', KMS02, UNREACHABLE),
  ...fault('stale', KMS03, [1, 2, 3]),
  ...fault('noAddress', KMS04, [4, 5, 6]),
  ...fault('stale', RETIRED.name, [3, 9, 16]),
  ...fault('unknownHost', ROGUE, [4, 9, 17]),
  ...fault('unknownHost', SECOND_ROGUE, [17]),
  ...fault('notExpected', KMS03, [18]),
]

function fault(kind: string, host: string, zones: readonly number[]): string[] {
  return zones.map((number) => `${zoneName(number)} ${host} ${kind}`)
}

const isFaulty = (zone: string, host: string, kind: string) => FAULTS.includes(`${zone} ${host} ${kind}`)

/** The text of each zone, with its faults. */
export function faultyZones(): Map<string, string> {
  const zones = new Map(ZONES.map((name, at) => [name, zoneText(name, srvLines(name, at + 1))]))
  zones.set('elsewhere.bind-test.example', zoneText('elsewhere.bind-test.example', rogueAddresses()))
  zones.set('big.bind-test.example', zoneText('big.bind-test.example', manyRecords()))
  return zones
}

function zoneText(name: string, lines: readonly string[]): string {
  const addresses = name === ROOT_ZONE ? rootAddresses() : []
  return [
    '$TTL 300',
    `@ IN SOA ns.${ROOT_ZONE}. hostmaster.${ROOT_ZONE}. 1 3600 600 86400 60`,
    `@ IN NS ns.${ROOT_ZONE}.`,
    ...addresses,
    ...lines,
    '',
  ].join('\n')
}

function rootAddresses(): string[] {
  const named = [HOSTS[0], HOSTS[1], HOSTS[2], RETIRED].map(({ name, address }) => `${name}. IN A ${address}`)
  return [`ns.${ROOT_ZONE}. IN A 127.0.0.1`, ...named]
}

const rogueAddresses = () => ROGUES.map((name) => `${name}. IN A ${ROGUE_ADDRESS}`)

const manyRecords = () =>
  Array.from(
    { length: 80 },
    (_, at) => `_vlmcs._tcp IN SRV 0 0 1688 a-rather-long-name-of-a-host-${at}.${ROOT_ZONE}.`,
  )

function srvLines(zone: string, number: number): string[] {
  const srv = (host: string, port: number) => `_vlmcs._tcp IN SRV 0 0 ${port} ${host}.`
  // The zones nobody can ask are as they should be: once they answer, all is well.
  const everywhere = [KMS01, KMS02].filter((host) => !isFaulty(zone, host, 'missing'))
  const limited = [KMS03, KMS04].filter((host) => EXPECTED_IN[host]?.includes(number))
  const extra = [RETIRED.name, ROGUE, SECOND_ROGUE].filter((host) =>
    FAULTS.some((one) => one.startsWith(`${zone} ${host} `)),
  )
  const unwanted = isFaulty(zone, KMS03, 'notExpected') ? [KMS03] : []
  return [...everywhere, ...limited, ...extra, ...unwanted].map((host) =>
    srv(host, isFaulty(zone, host, 'wrongPort') ? WRONG_PORT : KMS_PORT),
  )
}

/** Zone 18 as a secondary shows it that lags behind: without kms02. */
export function laggingZone(): Map<string, string> {
  const name = zoneName(18)
  const lines = srvLines(name, 18).filter((line) => line.includes(KMS01))
  return new Map([[name, zoneText(name, lines)]])
}
