import { DateQuestion } from '../date-question'
import { excerptOf } from '../excerpt'
import type { FieldName } from '../fields/field-names'
import type { ReadContext, SourceRecord } from '../reader'
import { RepeatedProducts } from '../transcript/repeated-products'
import { type CimObject, classOf, textOf } from './cim-object'
import { type Machine, machineOf } from './machine'
import { isInUse, observeKey, observeProduct, type ProductOnMachine } from './product-observation'
import { type ServiceFacts, serviceFactsOf } from './service-facts'
import { statusFromWord } from './status-word'

/** Products that wait for a service object further down; beyond this the oldest goes out without one. */
const MAX_WAITING = 20_000
/** Machines whose service object is remembered. */
const MAX_SERVICES = 50_000

const NO_LICENSE_DATA = 'no LicenseStatus: not a SoftwareLicensingProduct or SoftwareLicensingService object'
const OF_WHAT =
  'it says whether something is licensed or activated, and names no product of Windows or Office. Add a column with the product'
const SERVICE_ALONE =
  'a licensing service without a product of the same machine: no license status to record. Send the product with it (Get-OSLicenseInfo, SoftwareLicensingProduct, or slmgr.vbs /dlv)'

const SEVERAL_STATES =
  'the file shows this product in several states and names no machine: several machines, or one before and after. Add the name of the machine to each row'

/** Products without a machine of their own that come again with another status: the machine given for the file cannot be all of them. */
function inSeveralStates(waiting: readonly ProductOnMachine[]): Set<ProductOnMachine> {
  const nameless = waiting.filter(({ machine }) => machine.name === undefined)
  const identity = ({ product }: ProductOnMachine) =>
    ['ID', 'Name', 'Description', 'PartialProductKey']
      .map((field) => product.values.get(field as FieldName))
      .join('|')
  const groups = Map.groupBy(nameless, identity).values()
  const statuses = (group: readonly ProductOnMachine[]) =>
    new Set(group.map(({ product }) => statusFromWord(textOf(product, 'LicenseStatus'))))
  return new Set([...groups].filter((group) => statuses(group).size > 1).flat())
}

interface KnownService extends ServiceFacts {
  isUsed: boolean
}

/**
 * Turns WMI objects into records and gives each product the service object of its machine, whichever of
 * the two comes first. Memory is bounded by the limits above.
 */
export class CimPairing {
  private readonly services = new Map<string, KnownService>()
  /** In order of arrival. */
  private readonly waiting = new Map<number, ProductOnMachine & { key: string }>()
  private readonly waitingOf = new Map<string, number[]>()
  private arrivals = 0
  readonly dates = new DateQuestion()
  private readonly repeated = new RepeatedProducts()
  /** Machines whose only product is unlicensed, in a source that shows no keys; undefined where there are others. */
  private readonly alone = new Map<string, ProductOnMachine | undefined>()
  /** How many license objects came in, also those that are not in use. */
  seen = 0

  constructor(readonly context: ReadContext) {}

  /** Takes one object. `around` is what a collector's wrapper says of the machine. */
  *take(object: CimObject, around: Machine = {}): Generator<SourceRecord> {
    const kind = classOf(object)
    const machine = machineOf(object, around)
    const key = machine.name ?? ''
    if (kind === undefined) {
      yield reject(object, object.values.has('IsLicensed') ? OF_WHAT : NO_LICENSE_DATA)
      return
    }
    this.seen += 1
    if (kind === 'key') yield* this.takeKey({ product: object, machine })
    else if (kind === 'service') yield* this.takeService(object, key)
    else yield* this.takeProduct(object, machine, key)
  }

  /** Gives out what still waits. */
  *end(): Generator<SourceRecord> {
    const waiting = [...this.waiting.values()]
    const { hostName, captures } = this.context
    const isOneMachine = hostName === undefined || captures === 'oneMachine'
    const doubtful = isOneMachine ? new Set() : inSeveralStates(waiting)
    for (const found of waiting) {
      if (!doubtful.has(found)) yield* this.record(found)
      else {
        const asks = captures === undefined ? { asks: 'captures' as const } : {}
        yield { ...reject(found.product, SEVERAL_STATES), ...asks }
      }
    }
    this.waiting.clear()
    for (const found of this.alone.values()) if (found !== undefined) yield* this.record(found)
    this.alone.clear()
    for (const service of this.services.values()) {
      if (!service.isUsed) yield reject(service.object, SERVICE_ALONE)
    }
    this.services.clear()
  }

  private *takeKey(found: ProductOnMachine): Generator<SourceRecord> {
    const observation = observeKey(found, this.context)
    if (observation.product.partialKey !== undefined) {
      yield { type: 'installedKey', line: found.product.line, observation }
    }
  }

  private *takeService(object: CimObject, key: string): Generator<SourceRecord> {
    const known = this.services.get(key)
    // Office's own service class says nothing of Windows: that of Windows wins.
    if (known !== undefined && !object.values.has('RemainingWindowsReArmCount')) return
    const service = { ...serviceFactsOf(object), isUsed: known?.isUsed ?? false }
    this.services.set(key, service)
    if (this.services.size > MAX_SERVICES) this.forgetOldestService()
    const numbers = this.waitingOf.get(key) ?? []
    this.waitingOf.delete(key)
    for (const number of numbers) {
      const product = this.waiting.get(number)
      this.waiting.delete(number)
      service.isUsed = true
      if (product !== undefined) yield* this.record({ ...product, service })
    }
  }

  private *takeProduct(product: CimObject, machine: Machine, key: string): Generator<SourceRecord> {
    const service = this.services.get(key)
    if (service !== undefined) service.isUsed = true
    if (!isInUse(product)) {
      this.noteUnused({ product, machine }, key)
      return
    }
    this.alone.set(key, undefined)
    if (service !== undefined) {
      yield* this.record({ product, machine, service })
      return
    }
    this.arrivals += 1
    this.waiting.set(this.arrivals, { product, machine, key })
    const numbers = this.waitingOf.get(key)
    if (numbers === undefined) this.waitingOf.set(key, [this.arrivals])
    else numbers.push(this.arrivals)
    if (this.waiting.size > MAX_WAITING) yield* this.releaseOldest()
  }

  /** A file of license files that are not in use holds many for a machine; a single one without a word on its key is its license. */
  private noteUnused(found: ProductOnMachine, key: string): void {
    if (found.product.values.has('PartialProductKey')) return
    if (this.alone.has(key)) this.alone.set(key, undefined)
    else if (this.alone.size < MAX_SERVICES) this.alone.set(key, found)
  }

  private *releaseOldest(): Generator<SourceRecord> {
    const [number] = this.waiting.keys()
    const product = number === undefined ? undefined : this.waiting.get(number)
    if (number === undefined || product === undefined) return
    this.waiting.delete(number)
    const numbers = this.waitingOf.get(product.key)
    if (numbers?.[0] === number) numbers.shift()
    if (numbers?.length === 0) this.waitingOf.delete(product.key)
    yield* this.record(product)
  }

  private forgetOldestService(): void {
    const [oldest] = this.services.keys()
    if (oldest !== undefined) this.services.delete(oldest)
  }

  private *record(found: ProductOnMachine): Generator<SourceRecord> {
    const { line } = found.product
    const result = observeProduct(found, this.context)
    if ('problem' in result) {
      yield reject(found.product, result.problem)
      if (result.isNotLicensed) yield* this.takeKey(found)
      return
    }
    const observation = this.repeated.inOrder(result.observation)
    yield { type: 'observation', line, observation }
    if (result.note !== undefined) yield reject(found.product, result.note)
    yield* this.dates.ask(line, result.unclear)
  }
}

function reject(object: CimObject, reason: string): SourceRecord {
  const license = [textOf(object, 'Name'), textOf(object, 'LicenseStatus')]
  const isKnown = license.some((text) => text !== undefined)
  const facts = isKnown ? [textOf(object, 'Machine'), ...license] : []
  const shown = facts.filter((text) => text !== undefined).join(', ')
  const properties = [...object.values].map(([name, value]) => `${name}: ${value}`).join('; ')
  return { type: 'rejected', line: object.line, reason, excerpt: excerptOf(shown || properties) }
}
