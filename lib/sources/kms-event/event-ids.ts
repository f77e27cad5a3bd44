/** The events the console reads, by id. Sources: KMS troubleshooting (Microsoft, 08/2025), SPP event manifests. */
export const READ_EVENTS = {
  12288: 'a client asked a KMS host',
  12289: 'a client got an answer from a KMS host',
  12290: 'a KMS host answered a request',
  12291: 'the KMS service of a host did not start',
  12292: 'the renewal timer of a KMS host did not start',
  12293: 'a KMS host could not publish its DNS record',
  12294: 'a KMS host published its DNS record',
  12308: 'a client activated through the directory',
} as const satisfies Record<number, string>

export type ReadEventId = keyof typeof READ_EVENTS

export function isReadEventId(id: number): id is ReadEventId {
  return id in READ_EVENTS
}

/** Services that write these events: Windows 7 and later, Vista and 2008, the names Event Viewer shows, Office. */
const PROVIDERS = [
  'security-spp',
  'security-licensing-slc',
  'software protection platform',
  'software licensing service',
]

/** True when one of the two names is of a licensing service, and when no name is given at all. */
export function isLicensingProvider(provider = '', source = ''): boolean {
  const given = `${provider}\n${source}`.toLowerCase()
  return given.trim() === '' || PROVIDERS.some((name) => given.includes(name))
}
