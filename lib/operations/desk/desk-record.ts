import type { ReferenceBook } from '@/lib/activation/reference/reference-book'
import type { Actor } from '@/lib/auth/actor-kinds'
import type { ClientLicense } from '@/lib/data/clients/client-licenses'
import { loadClientBrief } from '@/lib/data/clients/client-page'
import { type FoundMachine, findMachines } from '@/lib/data/clients/find-machines'
import { nearestMachines } from '@/lib/data/clients/nearest-machines'
import { diagnoseLicenses } from '../diagnosis/diagnosed-client'
import type { DeskLicense, DeskMachine, DeskRecord } from './desk-answer'
import type { ToldMachine } from './desk-told'

const MOST_CANDIDATES = 10

/** When the desk is asked, and the reference with entries of ours. */
export interface AskedWith {
  now: Date
  book: ReferenceBook
  /** A code that the text names: what the machine shows now, newer than the record. */
  code?: string | undefined
}

/** The machines a text tells of, each with what the record says of it. */
export async function withRecords(
  actor: Actor,
  told: readonly ToldMachine[],
  asked: AskedWith,
): Promise<DeskMachine[]> {
  const texts = told.flatMap(({ named }) => (named === undefined ? [] : [named]))
  const found = await findMachines(actor, [...new Set(texts)])
  return Promise.all(told.map((machine) => withRecord(actor, machine, found, asked)))
}

async function withRecord(
  actor: Actor,
  { named, licenses, host, isOneOfSeveral }: ToldMachine,
  found: readonly FoundMachine[],
  asked: AskedWith,
): Promise<DeskMachine> {
  const names = namesFor(named, found)
  const [only] = names
  const record = only !== undefined && names.length === 1 ? await loadRecord(actor, only, asked) : undefined
  return {
    ...(named !== undefined && { named }),
    told: licenses,
    ...(host && { toldHost: host }),
    ...(isOneOfSeveral && { isOneOfSeveral }),
    ...(record && { record }),
    candidates: names.length > 1 ? names.slice(0, MOST_CANDIDATES) : [],
  }
}

/** The machine of exactly this name, else all that this text found. */
const namesFor = (asked: string | undefined, found: readonly FoundMachine[]) => {
  const names = [...new Set(found.filter((one) => one.asked === asked).map(({ name }) => name))]
  return asked !== undefined && names.includes(asked) ? [asked] : names
}

/** Machines of the record that words of the text name, at most so many. */
export async function machinesByWords(
  actor: Actor,
  words: readonly string[],
  asked: AskedWith,
  limit: number,
): Promise<DeskMachine[]> {
  const found = await findMachines(actor, words)
  const seen = new Set<string>()
  const machines: DeskMachine[] = []
  for (const word of new Set(found.map((one) => one.asked))) {
    if (machines.length === limit) break
    const names = namesFor(word, found).filter((name) => !seen.has(name))
    for (const name of names) seen.add(name)
    const [only] = names
    if (only === undefined) continue
    if (names.length > 1)
      machines.push({ named: word, told: [], candidates: names.slice(0, MOST_CANDIDATES) })
    else {
      const record = await loadRecord(actor, only, asked)
      if (record !== undefined) machines.push({ named: only, told: [], record, candidates: [] })
    }
  }
  return machines
}

async function loadRecord(
  actor: Actor,
  name: string,
  { now, book, code }: AskedWith,
): Promise<DeskRecord | undefined> {
  const client = await loadClientBrief(actor, name, now, book)
  if (client === undefined) return undefined
  const licenses = await diagnoseLicenses(actor, client, now, code === undefined ? {} : { reported: code })
  return { ...client, licenses: licenses.map(recordLicense) }
}

const MOST_NEAREST = 3

/**
 * For names that no machine has, the machine with the nearest, or the few that are equally near; and the names that are
 * near to none.
 */
export async function machinesNear(
  actor: Actor,
  names: readonly string[],
  asked: AskedWith,
): Promise<{ machines: DeskMachine[]; unknown: string[] }> {
  const machines: DeskMachine[] = []
  const unknown: string[] = []
  for (const name of names.slice(0, MOST_NEAREST)) {
    const [best, second, ...more] = await nearestMachines(actor, name)
    if (best === undefined) unknown.push(name)
    else if (second === undefined || second.likeness < best.likeness) {
      const record = await loadRecord(actor, best.name, asked)
      machines.push({
        named: best.name,
        insteadOf: name,
        told: [],
        ...(record && { record }),
        candidates: [],
      })
    } else {
      const candidates = [best, second, ...more].map((one) => one.name)
      machines.push({ named: name, insteadOf: name, told: [], candidates })
    }
  }
  return { machines, unknown }
}

function recordLicense({
  slot,
  productLabel,
  assessment,
  words,
  explanation,
  diagnosis,
  source,
}: ClientLicense): DeskLicense {
  return {
    slot,
    productLabel,
    condition: assessment.condition,
    words,
    ...(explanation && { reason: explanation }),
    ...(diagnosis && { diagnosis }),
    observedAt: source.observedAt,
  }
}
