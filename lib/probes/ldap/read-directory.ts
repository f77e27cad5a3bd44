import { maskProductKeys } from '@/lib/activation/product/product-key'
import { classifyError } from './classify-error'
import {
  COMPUTER_ATTRIBUTES,
  computerOf,
  domainOfDn,
  type FoundComputer,
  headOfDn,
  textOf,
} from './directory-entry'
import {
  CROSS_REF_ATTRIBUTES,
  domainOf,
  type FoundDomain,
  type FoundTrust,
  TRUST_ATTRIBUTES,
  trustOf,
  zoneOf,
} from './forest-entries'
import type { LdapRefusal } from './ldap-refusal'
import { type LdapOptions, type LdapSession, type LdapTarget, openLdap } from './ldap-session'

/** What a forest says of itself. */
export interface FoundForest {
  name: string
  domains: string[]
  trusts: FoundTrust[]
  zones: { name: string; domain: string | null }[]
  activationObjects: string[]
  /** parts that could not be read, in words */
  unreadable: string[]
}

/** Takes what is found while it is found: what was handed over before a cut stays known. */
export interface DirectoryTaker {
  forest(found: FoundForest): Promise<void>
  computers(found: FoundComputer[]): Promise<void>
}

export type DirectoryOutcome = { ok: true } | { ok: false; refusal: LdapRefusal }

/** No more than this in one directory: a forest of a million computers is read domain by domain. */
const MOST_COMPUTERS = 250_000
const MOST_OBJECTS = 5_000

/** Forest, domains, trusts, zones and activation objects, then the computers under the base, page by page. */
export async function readDirectory(
  target: LdapTarget,
  taker: DirectoryTaker,
  options: LdapOptions = {},
): Promise<DirectoryOutcome> {
  const opened = await openLdap(target, options)
  if (!opened.ok) return opened
  const { session } = opened
  try {
    await mustExist(session, target.baseDn)
    await taker.forest(await readForest(session, target.baseDn))
    const search = {
      base: target.baseDn,
      filter: '(objectClass=computer)',
      attributes: COMPUTER_ATTRIBUTES,
      most: MOST_COMPUTERS,
    }
    for await (const page of session.pages(search)) {
      await taker.computers(page.flatMap((entry) => computerOf(entry) ?? []))
    }
    return { ok: true }
  } catch (error) {
    return { ok: false, refusal: classifyError(error, 'reading') }
  } finally {
    await session.close()
  }
}

/** Connects, binds and looks whether the base is there; reads nothing else. */
export async function testDirectory(
  target: LdapTarget,
  options: LdapOptions = {},
): Promise<DirectoryOutcome> {
  const opened = await openLdap(target, options)
  if (!opened.ok) return opened
  try {
    await mustExist(opened.session, target.baseDn)
    return { ok: true }
  } catch (error) {
    return { ok: false, refusal: classifyError(error, 'reading') }
  } finally {
    await opened.session.close()
  }
}

/** Throws what the server says when the base is not there. */
async function mustExist(session: LdapSession, base: string): Promise<void> {
  const search = { base, scope: 'base', filter: '(objectClass=*)', attributes: ['objectClass'] } as const
  for await (const _page of session.pages(search)) return
}

async function readForest(session: LdapSession, baseDn: string): Promise<FoundForest> {
  const unreadable: string[] = []
  const collect = <Found>(search: Search, of: (entry: Entry) => Found | undefined) =>
    collectFrom(session, search, of, unreadable)
  const names = await rootNames(session, baseDn)
  const partitions = {
    what: 'domains',
    base: `CN=Partitions,${names.configuration}`,
    filter: '(objectClass=crossRef)',
    attributes: CROSS_REF_ATTRIBUTES,
  }
  const found = await collect(partitions, domainOf)
  const domains =
    found.length > 0 ? found : [{ name: domainOfDn(baseDn), dn: baseDn }].filter(({ name }) => name !== '')
  const trusts = await readTrusts(collect, domains)
  const zones = await readZones(collect, domains, names.root)
  const activation = {
    what: 'activation objects',
    base: `CN=Activation Objects,CN=Microsoft SPP,CN=Services,${names.configuration}`,
    filter: '(objectClass=msSPP-ActivationObject)',
    attributes: ['cn', 'displayName'],
    mayBeMissing: true,
  }
  const activationObjects = await collect(
    activation,
    (entry) => textOf(entry, 'displayName') ?? textOf(entry, 'cn'),
  )
  return {
    name: domainOfDn(names.root),
    domains: domains.map(({ name }) => name),
    trusts: uniqueBy(trusts, ({ name }) => name),
    zones: uniqueBy(zones, ({ name }) => name),
    activationObjects: activationObjects.map(maskProductKeys),
    unreadable: [...new Set(unreadable)],
  }
}

type Entry = Parameters<typeof textOf>[0]
type Collect = <Found>(search: Search, of: (entry: Entry) => Found | undefined) => Promise<Found[]>

interface Search {
  /** in words, for the list of what could not be read */
  what: string
  base: string
  filter: string
  attributes: readonly string[]
  /** not every directory has it */
  mayBeMissing?: boolean
}

/** What is not there or may not be read leaves a gap that is told; a lost connection ends the whole reading. */
async function collectFrom<Found>(
  session: LdapSession,
  { what, mayBeMissing, ...search }: Search,
  of: (entry: Entry) => Found | undefined,
  unreadable: string[],
): Promise<Found[]> {
  const found: Found[] = []
  try {
    for await (const page of session.pages({ ...search, most: MOST_OBJECTS })) {
      found.push(...page.flatMap((entry) => of(entry) ?? []))
    }
  } catch (error) {
    const { kind } = classifyError(error, 'reading')
    const isGap = ['noSuchBase', 'notPermitted', 'referral', 'tooLarge', 'serverError', 'badName'].includes(
      kind,
    )
    if (!isGap) throw error
    if (!(mayBeMissing && kind === 'noSuchBase')) unreadable.push(what)
  }
  return found
}

/** Where the configuration and the root of the forest are: from the root DSE, else from the base. */
async function rootNames(
  session: LdapSession,
  baseDn: string,
): Promise<{ configuration: string; root: string }> {
  const attributes = ['configurationNamingContext', 'rootDomainNamingContext']
  const search = { base: '', scope: 'base', filter: '(objectClass=*)', attributes } as const
  const root = headOfDn(baseDn)
  for await (const [entry] of session.pages(search)) {
    if (!entry) break
    const rootDn = textOf(entry, 'rootDomainNamingContext') ?? root
    return {
      configuration: textOf(entry, 'configurationNamingContext') ?? `CN=Configuration,${rootDn}`,
      root: rootDn,
    }
  }
  return { configuration: `CN=Configuration,${root}`, root }
}

async function readTrusts(collect: Collect, domains: readonly FoundDomain[]): Promise<FoundTrust[]> {
  const trusts: FoundTrust[] = []
  for (const { dn, name } of domains) {
    const search = {
      what: `trusts of ${name}`,
      base: `CN=System,${dn}`,
      filter: '(objectClass=trustedDomain)',
      attributes: TRUST_ATTRIBUTES,
    }
    trusts.push(...(await collect(search, trustOf)))
  }
  return trusts
}

/** In the DNS partitions of the domains and the forest, and where zones were kept before Server 2003. */
async function readZones(collect: Collect, domains: readonly FoundDomain[], root: string) {
  const places = [
    ...domains.flatMap(({ dn, name }) => [
      { base: `DC=DomainDnsZones,${dn}`, domain: name },
      { base: `CN=MicrosoftDNS,CN=System,${dn}`, domain: name },
    ]),
    { base: `DC=ForestDnsZones,${root}`, domain: domainOfDn(root) },
  ]
  const zones: { name: string; domain: string | null }[] = []
  const known = new Set(domains.map(({ name }) => name))
  for (const { base, domain } of places) {
    const search = {
      what: 'DNS zones',
      base,
      filter: '(objectClass=dnsZone)',
      attributes: ['name', 'dc'],
      mayBeMissing: true,
    }
    const names = await collect(search, zoneOf)
    zones.push(...names.map((name) => ({ name, domain: ownDomain(name, domain, known) })))
  }
  return zones
}

/** A zone called like a domain is that domain's, wherever it is kept. */
function ownDomain(zone: string, kept: string, known: ReadonlySet<string>): string | null {
  if (known.has(zone)) return zone
  return known.has(kept) ? kept : null
}

function uniqueBy<Item>(items: readonly Item[], keyOf: (item: Item) => string): Item[] {
  return [...new Map(items.toReversed().map((item) => [keyOf(item), item])).values()].toReversed()
}
