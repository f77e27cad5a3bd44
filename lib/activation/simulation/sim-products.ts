import { raisesCount } from '../kms/rebuild-count'
import { thresholdOf } from '../kms/thresholds'
import { graceDays } from '../kms/timers'
import type { ObservedProduct } from '../observation'
import { APPLICATION_IDS } from '../product/application'
import { type KnownProduct, productByActivationId } from '../product/products-by-id'

const DAY_SECONDS = 86_400

/** A product of the simulated clients with the rules that depend on it. */
export interface SimProduct {
  known: KnownProduct
  observed: ObservedProduct
  minimumCount: number
  initialGraceSeconds: number
  virtualCounts: boolean
}

/** The product of an activation ID that the tables know; anything else is a bug in the check of the scenario. */
export function simProduct(activationId: string): SimProduct {
  const known = productByActivationId(activationId)
  if (known === undefined) throw new Error(`No product ${activationId}`)
  return {
    known,
    observed: observedProduct(known),
    minimumCount: thresholdOf(known.family),
    initialGraceSeconds: graceDays('initialGrace', known.generation) * DAY_SECONDS,
    virtualCounts: raisesCount(known.generation, true),
  }
}

function observedProduct(known: KnownProduct): ObservedProduct {
  const isOffice = known.family === 'office'
  const officeApplication = known.generation === 'Office 2010' ? 'office2010' : 'office'
  return {
    activationId: known.activationId,
    applicationId: APPLICATION_IDS[isOffice ? officeApplication : 'windows'],
    name: isOffice ? `${known.generation}, ${known.edition} edition` : `Windows(R), ${known.edition} edition`,
    description: `${isOffice ? known.generation : 'Windows(R) Operating System'}, VOLUME_KMSCLIENT channel`,
    channel: 'KMS client',
  }
}
