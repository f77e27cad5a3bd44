import type { KmsHostObservation, LicenseObservation } from '@/lib/activation/observation'
import { saysActivated } from '../labels/slmgr-status-stems'
import type { ReadContext } from '../reader'
import { present } from '../transcript/present'
import { productMarks } from '../transcript/product-marks'
import { guidOf, plainTextOf } from '../transcript/values'
import type { SlmgrRow } from './slmgr-rows'

interface Activation {
  line: number
  name?: string
  activationId?: string
  machine?: string
}

/** `Windows(R), Enterprise edition (73111121-5638-40f6-bc11-f1d7b0d64300) ...` */
const ACTIVATING = /^(.*?)\s*\(\s*([0-9a-fA-F-]{30,40})\s*\)/

const REMEMBERED = 1000

const FOREIGN = /(Windows\b[^()]{0,20}\([^()]{1,5}\)[^()]{0,60}edition) \(([0-9a-f-]{36})\)/i

/** Whether a row names a product that is being activated, in whatever language. */
export const namesActivation = (text: string) => text.includes('edition (') && FOREIGN.test(text)

/**
 * Successful activations (`Activating ... Product activated successfully.`). The script reports success only
 * when the licensing service accepted it, so it means licensed; but a status of the same product further on
 * in the text says more and replaces it.
 */
export class Activations {
  private started: Activation | undefined
  private succeeded: Activation[] = []

  /** Looks at a row; true when it belongs to an activation. */
  see(row: SlmgrRow, machine: string | undefined): boolean {
    if (row.field === 'activating') {
      const match = ACTIVATING.exec(row.value)
      const activationId = guidOf(match?.[2])
      this.started = present({ line: row.line, name: plainTextOf(match?.[1]), activationId, machine })
      return true
    }
    if (row.field !== 'activated') return false
    if (this.started !== undefined && this.succeeded.length < REMEMBERED) this.succeeded.push(this.started)
    this.started = undefined
    return true
  }

  /** The same in another language: the product stands before its ID, and the sentence says that it worked. */
  seeOther({ field, line, text }: SlmgrRow, machine: string | undefined): boolean {
    if (field !== undefined && field !== 'productLine') return false
    const [, name, id] = (namesActivation(text) && FOREIGN.exec(text)) || []
    if (id !== undefined) {
      this.started = present({ line, name: plainTextOf(name), activationId: guidOf(id), machine })
      return true
    }
    if (this.started === undefined || !saysActivated(text)) return false
    if (this.succeeded.length < REMEMBERED) this.succeeded.push(this.started)
    this.started = undefined
    return true
  }

  /**
   * A status of the product came: the bare success is not needed any more. Rows that name no product, as people copy the
   * expiration alone, are of the only product that was activated.
   */
  confirm<T extends LicenseObservation | KmsHostObservation>(observation: T): T {
    if (this.succeeded.length === 0) return observation
    const { product } = observation
    const isNameless = product.name === undefined && product.activationId === undefined
    const [only, ...others] = this.succeeded
    if (isNameless && only !== undefined && others.length === 0 && only.machine === machineIn(observation)) {
      this.succeeded = []
      return { ...observation, product: { ...productOf(only), ...product } }
    }
    const isSame = ({ activationId, name }: Activation) =>
      activationId === undefined || product.activationId === undefined
        ? name === product.name
        : activationId === product.activationId
    this.succeeded = this.succeeded.filter((activation) => !isSame(activation))
    return observation
  }

  /** What was activated and never shown again. */
  left(context: ReadContext): { line: number; observation: LicenseObservation }[] {
    const left = this.succeeded
    this.succeeded = []
    return left.map((activation) => ({
      line: activation.line,
      observation: {
        kind: 'license',
        observedAt: context.observedAt,
        client: present({ name: activation.machine }),
        product: productOf(activation),
        status: 'licensed',
      },
    }))
  }
}

const productOf = ({ name, activationId }: Activation) =>
  present({ name, activationId, ...productMarks(name) })

const machineIn = (observation: LicenseObservation | KmsHostObservation) =>
  observation.kind === 'license' ? observation.client.name : observation.host.name
