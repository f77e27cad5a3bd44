/** What stands in the directory of npm run test:directory: two domains, two trusts, zones, activation, 1,500 computers. */

export const ROOT = 'DC=corp,DC=test-forest,DC=example'
export const READER = `CN=Console Reader,${ROOT}`
export const PASSWORD = 'a long pässword; for: tests'
export const COMPUTERS = 1_500
/** Of them: not asked since the account was disabled, and asked last 200 days ago. */
export const DISABLED = 25
export const STALE = 75

const DAY_MS = 86_400_000
const EPOCH_MS = 11_644_473_600_000

/** 100 ns since 1601, as lastLogonTimestamp holds it. */
export const fileTimeOf = (at: Date): string => `${BigInt(at.getTime() + EPOCH_MS) * 10_000n}`

/** LDIF of the whole directory. `now`: computers logged on within the last days, seen from it. */
export function directoryLdif(now: Date): string {
  return [
    ...skeleton(),
    ...Array.from({ length: COMPUTERS }, (_, at) => computer(at, now)),
    serviceAccount(now),
  ].join('\n\n')
}

function skeleton(): string[] {
  const container = (dn: string) => entry(dn, 'container', {})
  const configuration = `CN=Configuration,${ROOT}`
  const system = `CN=System,${ROOT}`
  const activation = `CN=Activation Objects,CN=Microsoft SPP,CN=Services,${configuration}`
  return [
    entry(ROOT, 'domainDNS', {}),
    entry(READER, 'reader', { userPassword: PASSWORD }),
    entry(`DC=emea,${ROOT}`, 'domainDNS', {}),
    container(configuration),
    container(`CN=Partitions,${configuration}`),
    crossRef('CORP', ROOT, 'corp.test-forest.example', 3),
    crossRef('EMEA', `DC=emea,${ROOT}`, 'emea.corp.test-forest.example', 3),
    crossRef('Schema', `CN=Schema,${configuration}`, 'corp.test-forest.example', 1),
    crossRef('Zones', `DC=DomainDnsZones,${ROOT}`, 'DomainDnsZones.corp.test-forest.example', 5),
    container(`CN=Services,${configuration}`),
    container(`CN=Microsoft SPP,CN=Services,${configuration}`),
    container(activation),
    entry(`CN=11111111-2222-3333-4444-555555555555,${activation}`, 'msSPP-ActivationObject', {
      displayName: 'Windows Server 2022 and Windows 11',
    }),
    container(system),
    // 0x8: forest trust; both ways, and one where only we trust them.
    trust('partner.example', { trustDirection: '3', trustType: '2', trustAttributes: '8' }),
    trust('supplier.example', { trustDirection: '2', trustType: '2', trustAttributes: '8' }),
    // Within the forest: no other forest.
    trust('emea.corp.test-forest.example', { trustDirection: '3', trustType: '2', trustAttributes: '32' }),
    entry(`DC=DomainDnsZones,${ROOT}`, 'domainDNS', {}),
    zone('corp.test-forest.example'),
    zone('lab.test-forest.example'),
    zone('2.0.192.in-addr.arpa'),
    zone('_msdcs.corp.test-forest.example'),
    container(`CN=Computers,${ROOT}`),
  ]
}

function crossRef(name: string, dn: string, dnsRoot: string, flags: number): string {
  return entry(`CN=${name},CN=Partitions,CN=Configuration,${ROOT}`, 'crossRef', {
    nCName: dn,
    dnsRoot,
    nETBIOSName: name,
    systemFlags: String(flags),
  })
}

const trust = (partner: string, facts: Record<string, string>) =>
  entry(`CN=${partner},CN=System,${ROOT}`, 'trustedDomain', { trustPartner: partner, ...facts })

const zone = (name: string) => entry(`DC=${name},DC=DomainDnsZones,${ROOT}`, 'dnsZone', {})

function computer(at: number, now: Date): string {
  const name = `WS-${String(at).padStart(4, '0')}`
  const isDisabled = at < DISABLED
  const isStale = at >= DISABLED && at < DISABLED + STALE
  const daysAgo = isStale ? 200 : at % 30
  return entry(`CN=${name},CN=Computers,${ROOT}`, 'computer', {
    sAMAccountName: `${name}$`,
    // Some have never registered a DNS name.
    ...(at % 100 === 50 ? {} : { dNSHostName: `${name}.corp.test-forest.example` }),
    operatingSystem: at % 10 === 9 ? 'Windows Server 2022 Standard' : 'Windows 11 Enterprise',
    operatingSystemVersion: at % 10 === 9 ? '10.0 (20348)' : '10.0 (22631)',
    lastLogonTimestamp: fileTimeOf(new Date(now.getTime() - daysAgo * DAY_MS)),
    userAccountControl: isDisabled ? '4098' : '4096',
    whenCreated: '20250131093000.0Z',
  })
}

/** A service account is a computer to the directory, and no machine. */
const serviceAccount = (now: Date) =>
  entry(`CN=svc-backup,CN=Computers,${ROOT}`, 'msDS-GroupManagedServiceAccount', {
    sAMAccountName: 'svc-backup$',
    lastLogonTimestamp: fileTimeOf(now),
    userAccountControl: '4096',
  })

function entry(dn: string, objectClass: string, facts: Record<string, string>): string {
  const rdn = dn.split(',')[0]?.split('=') ?? []
  const naming = { [rdn[0] ?? '']: rdn[1] ?? '' }
  const lines = Object.entries({ ...naming, ...facts }).map(([name, value]) => attribute(name, value))
  return [`dn: ${dn}`, `objectClass: ${objectClass}`, ...lines].join('\n')
}

/** Base64 for what LDIF cannot write as it is. */
function attribute(name: string, value: string): string {
  const isPlain = /^[\x20-\x39\x3b\x3d-\x7e][\x20-\x7e]*$/.test(value)
  return isPlain ? `${name}: ${value}` : `${name}:: ${Buffer.from(value, 'utf8').toString('base64')}`
}
