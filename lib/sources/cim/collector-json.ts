import { readMoment } from '../moments'
import type { SourceRecord } from '../reader'
import { classOf } from './cim-object'
import { cleanDomain, cleanHostName, fullHostName } from './host-name'
import { cimObjectOf, isJsonObject, type JsonObject, textUnder, valueUnder } from './json-object'
import type { Machine } from './machine'
import { recordMsLicense } from './mslicense-json'
import type { CimPairing } from './pairing'

const MACHINE_OBJECTS = ['host', 'computer', 'machine', 'system', 'computersystem']
const NAMES = [
  'pscomputername',
  'name',
  'hostname',
  'host',
  'computername',
  'computer',
  'machine',
  'dnshostname',
]
const DOMAINS = ['domain', 'dnsdomain', 'domainname']
const VIRTUAL = ['isvirtual', 'virtual', 'isvm']
const COLLECTED = ['collectedat', 'observedat', 'collected', 'timestamp', 'generatedat']
const MAX_NESTING = 8

/**
 * One JSON object: a WMI object as it is, or a collector's wrapper with facts of the machine around the
 * objects of its service and products. `lines` has the line of every object in the text, in order.
 */
export function* readJsonObject(
  root: JsonObject,
  lines: readonly number[],
  pairing: CimPairing,
): Generator<SourceRecord> {
  const lineOf = linesByObject(root, lines)
  yield* readNested(root, {}, lineOf, pairing, 0)
}

function* readNested(
  object: JsonObject,
  around: Machine,
  lineOf: ReadonlyMap<JsonObject, number>,
  pairing: CimPairing,
  depth: number,
): Generator<SourceRecord> {
  const line = lineOf.get(object) ?? lineOf.values().next().value ?? 1
  const license = valueUnder(object, ['windowslicense', 'officelicense'])
  if (isJsonObject(license)) {
    pairing.seen += 1
    yield recordMsLicense(license, lineOf.get(license) ?? line, around, pairing.context)
    return
  }
  const cim = cimObjectOf(object, line)
  const inner = childrenOf(object)
  const isLicenseObject = classOf(cim) !== undefined
  if (isLicenseObject || inner.length === 0 || depth >= MAX_NESTING) {
    if (isLicenseObject || depth === 0) yield* pairing.take(cim, around)
    return
  }
  const machine = { ...around, ...machineAround(object) }
  for (const child of inner) yield* readNested(child, machine, lineOf, pairing, depth + 1)
}

/** Objects directly inside, also those in arrays; facts of the machine are not among them. */
function childrenOf(object: JsonObject): JsonObject[] {
  return Object.entries(object).flatMap(([key, value]) => {
    if (
      MACHINE_OBJECTS.includes(key.toLowerCase()) &&
      isJsonObject(value) &&
      childrenOf(value).length === 0
    ) {
      return []
    }
    return (Array.isArray(value) ? value : [value]).filter(isJsonObject)
  })
}

function machineAround(wrapper: JsonObject): Machine {
  const inner = valueUnder(wrapper, MACHINE_OBJECTS)
  const facts = isJsonObject(inner) ? inner : wrapper
  const domain = cleanDomain(textUnder(facts, DOMAINS))
  const name = fullHostName(cleanHostName(textUnder(facts, NAMES)), domain)
  const virtual = textUnder(facts, VIRTUAL)?.toLowerCase()
  const collected = readMoment(textUnder(wrapper, COLLECTED) ?? textUnder(facts, COLLECTED))
  return {
    ...(name === undefined ? {} : { name }),
    ...(domain === undefined ? {} : { domain }),
    ...(virtual === 'true' || virtual === 'false' ? { isVirtual: virtual === 'true' } : {}),
    ...(collected.ok ? { collectedAt: collected.at } : {}),
  }
}

/** JSON.parse keeps the order of the text, so the n-th object visited is the n-th that begins there. */
function linesByObject(root: JsonObject, lines: readonly number[]): Map<JsonObject, number> {
  const found = new Map<JsonObject, number>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      for (const item of value) visit(item)
    } else if (isJsonObject(value)) {
      found.set(value, lines[found.size] ?? lines.at(-1) ?? 1)
      for (const item of Object.values(value)) visit(item)
    }
  }
  visit(root)
  return found
}
