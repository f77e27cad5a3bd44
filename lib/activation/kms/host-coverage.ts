import type { KmsProduct } from '../product/release-order'
import { canHostActivate, type HostRefusal, type KmsHostSetup } from './can-host-activate'
import { type HostTables, SEED_HOST_TABLES } from './host-tables'
import { type KeyGroup, keyGroup } from './key-groups'

/** What a host can serve, generation by generation. */
export interface GenerationAnswer {
  generation: string
  family: 'client' | 'server' | 'office'
  /** With nobody knowing what is installed: one of these updates must be there. */
  updateToCheck?: readonly string[]
  /** The current guide no longer names it; older ones do. */
  carriedOver?: true
  refusal?: HostRefusal
}

/** Every generation that some key group is named after, newest first. */
function generationsOf(groups: readonly KeyGroup[]): KmsProduct[] {
  const windows = groups.flatMap((group) => (group.application === 'windows' ? group : []))
  const office = groups.flatMap((group) => (group.application === 'office' ? group.serves : []))
  return [
    ...unique(windows.map(({ clientsUpTo }) => clientsUpTo)).map((generation) => ({
      family: 'client' as const,
      generation,
      edition: generation.includes('LTSC') ? 'EnterpriseS' : 'Enterprise',
    })),
    ...unique(windows.flatMap(({ serversUpTo }) => serversUpTo ?? [])).map((generation) => ({
      family: 'server' as const,
      generation,
      edition: 'ServerStandard',
    })),
    ...[...new Set(office)].map((generation) => ({ family: 'office' as const, generation })),
  ]
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].reverse()
}

/**
 * What this host serves with its key, and why not the rest. Office is left out for a Windows key, and the reverse.
 * tables: with entries of ours.
 */
export function hostCoverage(host: KmsHostSetup, tables: HostTables = SEED_HOST_TABLES): GenerationAnswer[] {
  const isOffice = keyGroup(host.key, tables.groups).application === 'office'
  return generationsOf(tables.groups)
    .filter(({ family }) => (family === 'office') === isOffice)
    .map((product) => {
      const answer = canHostActivate(host, product, tables)
      return {
        generation: product.generation ?? '',
        family: product.family === 'other' ? 'client' : product.family,
        ...(answer.ok
          ? {
              ...(answer.updateToCheck && { updateToCheck: answer.updateToCheck }),
              ...(answer.carriedOver && { carriedOver: answer.carriedOver }),
            }
          : { refusal: answer.refusal }),
      }
    })
}
