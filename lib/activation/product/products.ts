import type { ObservedProduct } from '../observation'
import { applicationOf } from './application'
import { editionName, isServerEdition } from './edition-name'
import { parseExtendedPid } from './extended-pid'
import { productByAvmaSuffix, productByGvlkSuffix } from './gvlk-suffix'
import { officeProductLabel } from './office-product-label'
import { officeMajorOf, officeYearOf, parseOfficeName } from './office-product-name'
import { type ProductCatalogue, SEED_CATALOGUE } from './product-catalogue'
import type { ProductFamily } from './product-table'
import { type KnownProduct, productByActivationId } from './products-by-id'
import { buildOfVersion, generationOfBuild } from './windows-build'

/** A product in the words people use. */
export interface Product {
  /** 'Windows 11 Enterprise', 'Office LTSC Professional Plus 2021' */
  label: string
  /** 'Windows 11', 'Windows Server 2008'; absent when nothing tells. */
  generation?: string
  family: ProductFamily
  /** 'Enterprise' */
  edition?: string
  isAddon: boolean
  prerelease: boolean
  /** False when no table and no name could place it: the label is then what the source gave. */
  known: boolean
}

/** What else an observation says that helps to name its product. */
export interface ProductHints {
  /** Of the licensing service: '10.0.26100.3323'. */
  serviceVersion?: string | undefined
  extendedPid?: string | undefined
  /** Threshold of a KMS request: 25 means a client edition. */
  minimumCount?: number | undefined
}

/**
 * Names an observed product: by its activation ID, else by the last five of a published GVLK or AVMA key,
 * else by its licensing name; the build of the service or of the extended PID tells Windows 10 from 11.
 * Never fails: what cannot be placed is shown as the source gave it. catalogue: the tables, with entries of
 * ours where there are any; an entry with a label of its own is called that and nothing else.
 */
export function productOf(
  observed: ObservedProduct,
  hints: ProductHints = {},
  catalogue: ProductCatalogue = SEED_CATALOGUE,
): Product {
  const known = productByActivationId(observed.activationId, catalogue.products)
  if (known?.label !== undefined) return ownProduct(known, known.label)
  const application = applicationOf(observed)
  if (application === 'office' || application === 'office2010' || known?.family === 'office') {
    return officeProduct(observed, known, catalogue)
  }
  if (known?.family === 'other') return plain(`${known.edition}`, 'other', known)
  if (observed.isAddon === true || known?.isAddon === true) return addonProduct(observed, known)
  return windowsProduct(observed, known, hints, catalogue) ?? unknownProduct(observed, hints)
}

const plain = (label: string, family: ProductFamily, known?: KnownProduct): Product => ({
  label,
  family,
  isAddon: known?.isAddon ?? false,
  prerelease: known?.prerelease ?? false,
  known: true,
})

function ownProduct(known: KnownProduct, label: string): Product {
  const { family, generation, edition } = known
  return { ...plain(label, family, known), generation, edition }
}

function officeProduct(
  observed: ObservedProduct,
  known: KnownProduct | undefined,
  { publishedKeys }: ProductCatalogue,
): Product {
  const fromRow = known && { major: officeMajorOf(known.generation), code: known.edition }
  const name = fromRow ?? parseOfficeName(observed.name)
  const bySuffix =
    observed.channel === 'KMS client' ? productByGvlkSuffix(observed.partialKey, publishedKeys) : undefined
  if (name === undefined && bySuffix?.family === 'office') {
    return { ...plain(bySuffix.name, 'office'), generation: bySuffix.generation }
  }
  if (name === undefined) return { ...plain(cleanName(observed.name) ?? 'Office', 'office'), known: false }
  const year = officeYearOf(name.major)
  const generation = `Office ${year >= 2021 ? 'LTSC ' : ''}${year}`
  return { ...plain(officeProductLabel(name), 'office', known), generation }
}

function addonProduct(observed: ObservedProduct, known: KnownProduct | undefined): Product {
  const base = known === undefined ? cleanName(observed.name) : `${known.generation} ${known.edition}`
  const esu = /ESU\W*Year\W*(\d)/i.exec(observed.name ?? '')?.[1]
  const label = known === undefined && esu !== undefined ? `Windows ESU year ${esu}` : base
  const family = known?.family ?? 'client'
  return { ...plain(label ?? 'Windows add-on', family, known), isAddon: true }
}

interface WindowsParts {
  generation?: string
  family: 'client' | 'server'
  edition: string
  prerelease: boolean
  /** The edition as Microsoft's ID rather than in words. */
  isEditionId: boolean
}

function windowsProduct(
  observed: ObservedProduct,
  known: KnownProduct | undefined,
  hints: ProductHints,
  catalogue: ProductCatalogue,
): Product | undefined {
  const parts =
    partsOfRow(observed, known) ?? partsOfSuffix(observed, catalogue) ?? partsOfName(observed.name)
  if (parts === undefined) return undefined
  const generation = refined(parts, hints)
  const base = generation ?? (parts.family === 'server' ? 'Windows Server' : 'Windows')
  const id = parts.isEditionId ? servicedEdition(parts.edition, buildIn(hints)) : undefined
  const edition = id === undefined ? parts.edition : editionName(id, base)
  return {
    label: [base, edition, parts.prerelease ? '(test build)' : ''].filter(Boolean).join(' '),
    generation,
    family: parts.family,
    edition: edition || undefined,
    isAddon: false,
    prerelease: parts.prerelease,
    known: true,
  }
}

function partsOfRow(observed: ObservedProduct, known: KnownProduct | undefined): WindowsParts | undefined {
  if (known === undefined || (known.family !== 'client' && known.family !== 'server')) return undefined
  const { generation, family, prerelease } = known
  if (known.edition !== 'several')
    return { generation, family, edition: known.edition, prerelease, isEditionId: true }
  // A key for several editions: only the observed name tells which one is installed.
  const named = partsOfName(observed.name)
  if (named !== undefined) return { ...named, generation, prerelease }
  const edition = known.channel === 'KMS host' ? '(KMS host)' : ''
  return { generation, family, edition, prerelease, isEditionId: false }
}

function partsOfSuffix(
  observed: ObservedProduct,
  { publishedKeys }: ProductCatalogue,
): WindowsParts | undefined {
  const product =
    observed.channel === 'AVMA'
      ? productByAvmaSuffix(observed.partialKey, publishedKeys)
      : observed.channel === 'KMS client' && productByGvlkSuffix(observed.partialKey, publishedKeys)
  if (!product || (product.family !== 'client' && product.family !== 'server')) return undefined
  const { generation, family } = product
  return { generation, family, edition: product.name, prerelease: false, isEditionId: false }
}

/** 'Windows Server(R) 2008, ServerStandard edition', 'Windows(R) 7, Enterprise edition' */
function partsOfName(name: string | undefined): WindowsParts | undefined {
  const text = (name ?? '').replace(/\((?:R|TM)\)|[®™]/gi, '').trim()
  const match = /^Windows(?: Server)?\s*([^,]*?)\s*,\s*(\w+)/i.exec(text)
  const edition = match?.[2]
  if (match === null || edition === undefined) return undefined
  const isServer = /^Windows Server/i.test(text) || isServerEdition(edition)
  const version = match[1] ? `${isServer ? 'Windows Server' : 'Windows'} ${match[1]}` : undefined
  return {
    generation: version,
    family: isServer ? 'server' : 'client',
    edition,
    prerelease: false,
    isEditionId: true,
  }
}

const buildIn = (hints: ProductHints) =>
  buildOfVersion(hints.serviceVersion) ?? parseExtendedPid(hints.extendedPid)?.build

/** Up to build 14393 Windows names the long-term servicing edition as it does today, and Microsoft called it LTSB. */
function servicedEdition(edition: string, build: number | undefined): string {
  const isN = edition === 'EnterpriseSN'
  if (build === undefined || build > 14_393 || !(isN || edition === 'EnterpriseS')) return edition
  return `EnterpriseLTSB${build < 14_393 ? 2015 : 2016}${isN ? 'N' : ''}`
}

/** Fills in or sharpens the generation by the build, where the tables or the name leave it open. */
function refined(parts: WindowsParts, hints: ProductHints): string | undefined {
  const isOpen = parts.generation === undefined || /\/|\(SAC\)|^Windows 10$/.test(parts.generation)
  if (!isOpen) return parts.generation
  const build = buildIn(hints)
  const byBuild = build === undefined ? undefined : generationOfBuild(build, parts.family)
  return byBuild ?? parts.generation
}

function unknownProduct(observed: ObservedProduct, hints: ProductHints): Product {
  const label = cleanName(observed.name) ?? cleanName(observed.description)
  const id = observed.activationId && `Unknown product ${observed.activationId}`
  const isWindows = hints.minimumCount === 25 || applicationOf(observed) === 'windows'
  const family = isWindows ? 'client' : 'other'
  return { label: label ?? id ?? 'Unknown product', family, isAddon: false, prerelease: false, known: false }
}

function cleanName(name: string | undefined): string | undefined {
  const clean = (name ?? '').replace(/\((?:R|TM)\)|[®™]/gi, '').replace(/,\s*(.*?)\s+edition$/i, ' $1')
  return clean.replace(/\s+/g, ' ').trim() || undefined
}
