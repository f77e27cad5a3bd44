import { type ProductCatalogue, SEED_CATALOGUE } from '../product/product-catalogue'
import { productByActivationId } from '../product/products-by-id'
import { SEED_HOST_TABLES } from './host-tables'
import { type KeyGroup, keyGroupOfHost } from './key-groups'

/** What a KMS host says of the product its key belongs to. */
export interface HostProduct {
  /** 'Windows(R) Operating System, VOLUME_KMS_WS22 channel' */
  description: string | null
  activationId: string | null
  /** 'Windows Server 2022 Datacenter': what is left where a reading names neither. */
  productLabel?: string
}

/**
 * The key group of an installed host key: by the channel in its description, else by the generation that its
 * activation ID stands for, else by the name of its product. Undefined when none tells; a person can then say it of
 * the key. groups, catalogue:
 * with entries of ours.
 */
export function installedKeyGroup(
  { description, activationId, productLabel }: HostProduct,
  groups: readonly KeyGroup[] = SEED_HOST_TABLES.groups,
  catalogue: ProductCatalogue = SEED_CATALOGUE,
): KeyGroup | undefined {
  const generation = productByActivationId(activationId ?? undefined, catalogue.products)?.generation
  return (
    keyGroupOfHost(description ?? undefined, generation, groups) ??
    namedAfter(generation, groups) ??
    namedIn(productLabel, groups)
  )
}

/** 'Office LTSC Professional Plus 2021' names all words of 'Office LTSC 2021'; where several fit, the longest does. */
function namedIn(label: string | undefined, groups: readonly KeyGroup[]): KeyGroup | undefined {
  if (label === undefined) return undefined
  const words = new Set(label.split(/\s+/))
  const generations = groups.flatMap((group) => generationOf(group) ?? [])
  const [longest] = generations
    .filter((generation) => generation.split(' ').every((word) => words.has(word)))
    .sort((one, other) => other.split(' ').length - one.split(' ').length)
  return namedAfter(longest, groups)
}

const generationOf = (group: KeyGroup) => (group.application === 'office' ? group.serves : group.serversUpTo)

function namedAfter(generation: string | undefined, groups: readonly KeyGroup[]): KeyGroup | undefined {
  if (generation === undefined) return undefined
  const office = groups.find((group) => group.application === 'office' && group.serves === generation)
  return office ?? groups.find((group) => isWholeKeyOf(group, generation))
}

const isWholeKeyOf = (group: KeyGroup, generation: string) =>
  group.application === 'windows' && group.editionGroup === undefined && group.serversUpTo === generation
