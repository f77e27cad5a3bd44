/** Zones as one meets them in the field, each with what the matrix must say before and after the console's own script. */
import { HOSTS, KMS_PORT, ROOT_ZONE } from './faulty-zones'

const [KMS01, KMS02] = [HOSTS[0].name, HOSTS[1].name]
const AWKWARD = 'awkward.bind-test.example'
const zone = (label: string) => `${label}.${AWKWARD}`
const STRANGERS = 60

/** Zones to list in the console; the first server of `second` is dead, `below` is no zone of its own. */
export const AWKWARD_ZONES = ['none', 'beside', 'alias', 'shared', 'below', 'second', 'dangling', 'many'].map(
  zone,
)
export const SECOND = zone('second')
export const DANGLING = {
  name: `kms05.${zone('dangling')}`,
  address: HOSTS[0].address,
  zone: zone('dangling'),
}

/** 'zone host kind' of every cell that needs work at first. */
export const AWKWARD_FAULTS: readonly string[] = [
  `${zone('none')} ${KMS01} missing`,
  `${zone('none')} ${KMS02} missing`,
  `${zone('alias')} ${KMS02} missing`,
  `${zone('shared')} ${KMS02} missing`,
  `${zone('below')} ${KMS01} missing`,
  `${zone('below')} ${KMS02} missing`,
  `${SECOND} ${KMS02} missing`,
  `${DANGLING.zone} ${DANGLING.name} noAddress`,
  ...Array.from({ length: STRANGERS }, (_, at) => `${zone('many')} ${stranger(at)} unknownHost`),
]

function stranger(at: number): string {
  return `stranger${at}.elsewhere.bind-test.example`
}

const srv = (target: string) => `_vlmcs._tcp IN SRV 0 0 ${KMS_PORT} ${target}.`
const NONE = '_vlmcs._tcp IN SRV 0 0 0 .'
const BOTH = [KMS01, KMS02].map(srv)

/** The text of each zone; `below` has none, its names stand in the zone above. */
export function awkwardZones(): Map<string, string> {
  return new Map(
    Object.entries({
      [AWKWARD]: [],
      [zone('none')]: [NONE],
      [zone('beside')]: [NONE, ...BOTH],
      [zone('alias')]: [`_vlmcs._tcp IN CNAME _vlmcs._tcp.${zone('shared')}.`],
      [zone('shared')]: [srv(KMS01)],
      [SECOND]: [srv(KMS01)],
      [DANGLING.zone]: [...BOTH, srv(DANGLING.name), `${DANGLING.name}. IN CNAME gone.${AWKWARD}.`],
      [zone('many')]: [...BOTH, ...Array.from({ length: STRANGERS }, (_, at) => srv(stranger(at)))],
    }).map(([name, lines]) => [name, zoneText(lines)]),
  )
}

function zoneText(lines: readonly string[]): string {
  const soa = `@ IN SOA ns.${ROOT_ZONE}. hostmaster.${ROOT_ZONE}. 1 3600 600 86400 60`
  return ['$TTL 300', soa, `@ IN NS ns.${ROOT_ZONE}.`, ...lines, ''].join('\n')
}
