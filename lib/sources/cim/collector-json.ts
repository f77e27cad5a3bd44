import { unclearDate } from '../date-question'
import { readMoment } from '../moments'
import { osppLikelihood } from '../ospp/ospp-signs'
import type { SourceRecord } from '../reader'
import { slmgrLikelihood } from '../slmgr/slmgr-signs'
import { present } from '../transcript/present'
import { readTranscript } from '../transcript/read-transcript'
import { classOf } from './cim-object'
import { cleanDomain, cleanHostName, fullHostName } from './host-name'
import { cimObjectOf, isJsonObject, type JsonObject, textUnder, valueUnder } from './json-object'
import { MACHINE_NAME, type Machine } from './machine'
import { recordMsLicense } from './mslicense-json'
import type { CimPairing } from './pairing'

const MACHINE_OBJECTS = ['host', 'computer', 'machine', 'system', 'computersystem', 'networking']
const DOMAINS = ['domain', 'dnsdomain', 'domainname']
const VIRTUAL = ['isvirtual', 'virtual', 'isvm']
const MAX_NESTING = 8

/**
 * One object of JSON or of an outline: a WMI object as it is, or a collector's wrapper with facts of the machine around the
 * objects of its service and products, or around the output of a script. `lines` has the line of every object in the text,
 * in order.
 */
export async function* readJsonObject(
  root: JsonObject,
  lines: readonly number[],
  pairing: CimPairing,
  around: Machine = {},
): AsyncGenerator<SourceRecord> {
  const lineOf = linesByObject(root, lines)
  yield* readNested({ object: root, under: '', around, depth: 0 }, lineOf, pairing)
}

interface Nested {
  object: JsonObject
  /** Key it stands under. */
  under: string
  around: Machine
  depth: number
}

async function* readNested(
  { object, under, around, depth }: Nested,
  lineOf: ReadonlyMap<JsonObject, number>,
  pairing: CimPairing,
): AsyncGenerator<SourceRecord> {
  const line = lineOf.get(object) ?? lineOf.values().next().value ?? 1
  const license = valueUnder(object, ['windowslicense', 'officelicense'])
  if (isJsonObject(license) && license.licenseStatus !== undefined) {
    pairing.seen += 1
    const { context, dates } = pairing
    const place = lineOf.get(license) ?? line
    yield recordMsLicense(license, place, around, context)
    yield* dates.ask(place, unclearDate([textUnder(license, ['trustedtime'])], context.dayOrder))
    return
  }
  const cim = cimObjectOf(object, line, under)
  const inner = childrenOf(object)
  const output = outputIn(object)
  const isLicenseObject = classOf(cim) !== undefined
  const isLeaf = inner.length === 0 && output === undefined
  if (isLicenseObject || isLeaf || depth >= MAX_NESTING) {
    if (isLicenseObject || depth === 0) yield* pairing.take(cim, around)
    return
  }
  const machine = { ...around, ...machineAround(object) }
  if (output !== undefined) yield* readOutput(output, line, machine, pairing)
  for (const child of inner) {
    const named = { ...machineKey(child.key, under, machine), ...machine }
    yield* readNested(
      { object: child.object, under: child.key, around: named, depth: depth + 1 },
      lineOf,
      pairing,
    )
  }
}

/** What slmgr.vbs or ospp.vbs printed, kept by a tool as a text (`stdout`) or as its rows (`stdout_lines`). */
function outputIn(object: JsonObject): string | undefined {
  return Object.values(object)
    .map(textOfRows)
    .find((text) => text !== undefined && SPEAKS_OF_LICENSE.test(text) && isTranscript(text))
}

const SPEAKS_OF_LICENSE = /status|state|activat|\n/i

function textOfRows(value: unknown): string | undefined {
  if (typeof value === 'string') return value
  const isRows = Array.isArray(value) && value.every((row) => typeof row === 'string')
  return isRows ? value.join('\n') : undefined
}

const isTranscript = (text: string) => slmgrLikelihood(text) >= 0.5 || osppLikelihood(text) >= 0.5

async function* readOutput(
  output: string,
  line: number,
  machine: Machine,
  { context }: CimPairing,
): AsyncGenerator<SourceRecord> {
  async function* text() {
    yield output
  }
  const hostName = machine.name ?? context.hostName
  const observedAt = machine.collectedAt ?? context.observedAt
  const captures = machine.name === undefined ? context.captures : ('oneMachine' as const)
  const given = present({ hostName, observedAt, captures })
  for await (const record of readTranscript(text(), given)) yield { ...record, line }
}

interface Child {
  key: string
  object: JsonObject
}

/** Objects directly inside, also those in arrays and in texts that are JSON; facts of the machine are not among them. */
function childrenOf(object: JsonObject): Child[] {
  return Object.entries(object).flatMap(([key, value]) => {
    if (
      MACHINE_OBJECTS.includes(key.toLowerCase()) &&
      isJsonObject(value) &&
      childrenOf(value).length === 0
    ) {
      return []
    }
    const parts = Array.isArray(value) ? value : [typeof value === 'string' ? jsonIn(value) : value]
    return parts
      .flat()
      .filter(isJsonObject)
      .map((part) => ({ key, object: part }))
  })
}

function jsonIn(text: string): unknown {
  if (!/^\s*[[{]/.test(text)) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

const NO_MACHINE = /windows|office|licen[cs]|product|slmgr|ospp|result|item|kms|activation|software/i

/** Salt and Ansible put what a machine answered under its name. */
function machineKey(key: string, under: string, known: Machine): Machine {
  const isAmongHosts = /^(?:hosts|minions|computers|machines)$/i.test(under)
  const looksLikeOne = isAmongHosts || (MACHINE_NAME.test(key) && !NO_MACHINE.test(key))
  const name = known.name === undefined && looksLikeOne ? cleanHostName(key) : undefined
  return name === undefined ? {} : { name }
}

function machineAround(wrapper: JsonObject): Machine {
  const inner = valueUnder(wrapper, MACHINE_OBJECTS)
  const facts = isJsonObject(inner) ? inner : wrapper
  const domain = cleanDomain(textUnder(facts, DOMAINS))
  const own = cimObjectOf(facts, 1).values
  const told = own.get('Machine') ?? nameOfMachine(facts)
  const name = fullHostName(cleanHostName(told), domain)
  const virtual = textUnder(facts, VIRTUAL)?.toLowerCase()
  const outer = facts === wrapper ? own : cimObjectOf(wrapper, 1).values
  const collected = readMoment(outer.get('ObservedAt') || own.get('ObservedAt'))
  return {
    ...(name === undefined ? {} : { name }),
    ...(domain === undefined ? {} : { domain }),
    ...(virtual === 'true' || virtual === 'false' ? { isVirtual: virtual === 'true' } : {}),
    ...(collected.ok ? { collectedAt: collected.at } : {}),
  }
}

/** Facts are also called by a "name": `{ "name": "windows_license", "value": { … } }`. */
function nameOfMachine(facts: JsonObject): string | undefined {
  const name = textUnder(facts, ['name'])
  return name !== undefined && (MACHINE_NAME.test(name) || !NO_MACHINE.test(name)) ? name : undefined
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
