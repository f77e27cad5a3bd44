import type { KmsProduct } from '../product/release-order'
import { canHostActivate, type HostRefusal, type KmsHostSetup } from './can-host-activate'
import { OFFICE_KEY_GROUPS, WINDOWS_KEY_GROUPS } from './key-group-table'

/** What a host can serve, generation by generation. */
export interface GenerationAnswer {
  generation: string
  family: 'client' | 'server' | 'office'
  /** With nobody knowing what is installed: one of these updates must be there. */
  updateToCheck?: readonly string[]
  refusal?: HostRefusal
}

/** Every generation that some key group is named after, newest first. */
const GENERATIONS: readonly KmsProduct[] = [
  ...unique(WINDOWS_KEY_GROUPS.map(({ clientsUpTo }) => clientsUpTo)).map((generation) => ({
    family: 'client' as const,
    generation,
    edition: generation.includes('LTSC') ? 'EnterpriseS' : 'Enterprise',
  })),
  ...unique(WINDOWS_KEY_GROUPS.flatMap(({ serversUpTo }) => serversUpTo ?? [])).map((generation) => ({
    family: 'server' as const,
    generation,
    edition: 'ServerStandard',
  })),
  ...OFFICE_KEY_GROUPS.map(({ serves }) => ({ family: 'office' as const, generation: serves })),
]

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].reverse()
}

/** What this host serves with its key, and why not the rest. Office is left out for a Windows key, and the reverse. */
export function hostCoverage(host: KmsHostSetup): GenerationAnswer[] {
  const isOffice = host.key.startsWith('office')
  return GENERATIONS.filter(({ family }) => (family === 'office') === isOffice).map((product) => {
    const answer = canHostActivate(host, product)
    return {
      generation: product.generation ?? '',
      family: product.family === 'other' ? 'client' : product.family,
      ...(answer.ok
        ? answer.updateToCheck && { updateToCheck: answer.updateToCheck }
        : { refusal: answer.refusal }),
    }
  })
}
