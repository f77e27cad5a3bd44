import type { PoolClient } from 'pg'
import type { Observation } from '@/lib/activation/observation'
import { catalogueWith } from '@/lib/activation/product/product-catalogue'
import { ownEntriesIn } from '../reference/own-entries'
import { StagedProducts } from './staged-product'
import { type Checked, requestLine, stagedLine, stagedRow } from './staged-row'

/** Turns observations into lines of a staging table, and keeps what a merge wants to know of them together. */
export class Staging {
  readonly kinds = new Set<Observation['kind']>()
  readonly products: StagedProducts

  constructor(products: StagedProducts) {
    this.products = products
  }

  /** portion: see STAGE_COLUMNS. */
  line(checked: Checked, portion: number): string {
    this.kinds.add(checked.observation.kind)
    const line = requestLine(checked, this.products) ?? stagedLine(stagedRow(checked, this.products))
    return `${portion}\t${line}`
  }
}

/** Products are named as our own entries in the reference say at this moment. */
export async function openStaging(db: PoolClient): Promise<Staging> {
  return new Staging(new StagedProducts(catalogueWith(await ownEntriesIn(db))))
}
