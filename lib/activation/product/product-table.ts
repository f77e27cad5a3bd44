import type { Channel } from '../observation'

/** What the product is for. 'other' is volume software that is neither Windows nor Office. */
export type ProductFamily = 'client' | 'server' | 'office' | 'other'

/** The kind of key that selects a row; ESU rows are add-ons to an operating system. */
export type KeyKind = 'GVLK' | 'MAK' | 'CSVLK' | 'Retail' | 'OEM' | 'Evaluation' | 'ESU'

/**
 * edition: Microsoft's edition ID ('EnterpriseS'), 'several' for a key that covers more than one, a
 * product code for Office ('ProPlusVL_KMS_Client'), plain words for other products.
 */
export type ProductRow = readonly [activationId: string, keyKind: KeyKind, edition: string]

export interface ProductGroup {
  generation: string
  family: ProductFamily
  rows: readonly ProductRow[]
}

export interface ProductTable {
  source: string
  /** When the source was current, as YYYY-MM. */
  date: string
  prerelease: boolean
  groups: readonly ProductGroup[]
}

/** Published keys of one generation by their last five. The whole keys are not needed and not kept. */
export interface GvlkSuffixGroup {
  generation: string
  family: ProductFamily
  /** Windows: the edition ('Enterprise'); Office: the whole product name. */
  names: Readonly<Record<string, string>>
}

/** The channel of a product that was licensed with a key of this kind. */
export const CHANNEL_OF_KEY_KIND: Readonly<Record<KeyKind, Channel>> = {
  GVLK: 'KMS client',
  MAK: 'MAK',
  CSVLK: 'KMS host',
  Retail: 'Retail',
  OEM: 'OEM',
  Evaluation: 'Evaluation',
  ESU: 'MAK',
}
